package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An effect and the conditions under which it applies. Conditions are evaluated in the order in
 * which they were added, each only if the previous ones hold: {@code onPage(3).times(2)} applies to
 * the first two requests for page 3.
 */
public final class Fault {

  private final FaultEffect effect;
  private final Predicate<Request> condition;

  private Fault(FaultEffect effect, Predicate<Request> condition) {
    this.effect = effect;
    this.condition = condition;
  }

  /** A fault that applies to every request. */
  public static Fault of(FaultEffect effect) {
    return new Fault(effect, request -> true);
  }

  public Fault when(Predicate<Request> further) {
    return new Fault(effect, condition.and(further));
  }

  /** Only for requests below a path such as {@code /v1/patients}. */
  public Fault on(String path) {
    return when(request -> request.path().startsWith(path));
  }

  /** Only for requests for this page of a list. */
  public Fault onPage(int page) {
    String wanted = Integer.toString(page);
    return when(request -> request.parameter("page").orElse("1").equals(wanted));
  }

  /** At most so many times. */
  public Fault times(int strikes) {
    AtomicInteger left = new AtomicInteger(strikes);
    return when(request -> left.getAndUpdate(n -> Math.max(0, n - 1)) > 0);
  }

  /** Not for the first so many requests. */
  public Fault after(int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    return when(request -> left.getAndUpdate(n -> Math.max(0, n - 1)) == 0);
  }

  /** At random; the seed determines the sequence. */
  public Fault withProbability(double probability, long seed) {
    Random chance = new Random(seed);
    return when(request -> chance.nextDouble() < probability);
  }

  Response intercept(Request request, FaultEffect.Chain chain) throws InterruptedException {
    return condition.test(request) ? effect.apply(request, chain) : chain.proceed();
  }
}
