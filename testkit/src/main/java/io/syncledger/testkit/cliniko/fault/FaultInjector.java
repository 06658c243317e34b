package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The active faults; the first one added is the outermost. Thread-safe. */
public final class FaultInjector {

  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  public Fault add(Fault fault) {
    faults.add(fault);
    return fault;
  }

  public void remove(Fault fault) {
    faults.remove(fault);
  }

  public void clear() {
    faults.clear();
  }

  /** The response after all faults have been applied. */
  public Response intercept(Request request, FaultEffect.Chain api) throws InterruptedException {
    FaultEffect.Chain chain = api;
    for (Fault fault : List.copyOf(faults).reversed()) {
      FaultEffect.Chain inner = chain;
      chain = () -> fault.intercept(request, inner);
    }
    return chain.proceed();
  }
}
