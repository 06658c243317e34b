package io.syncledger.sync.cliniko;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At most so many requests in any window, however they are spread and whichever instance sends
 * them. Each needs a slot of {@code request_slots}, which is free again a window after the answer
 * came: so the source too, whenever a request reaches it, sees no more than that. A slot whose
 * holder died is free again a window after the latest moment its answer could have come.
 */
final class SharedBudget implements RequestBudget {
  private static final Logger LOG = LoggerFactory.getLogger(SharedBudget.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

  private final RequestSlots table;
  private final byte[] budget;
  private final ClinikoSettings settings;
  private final Ticker ticker;
  private final Clock clock;

  /**
   * @param budget names the key without telling it
   */
  SharedBudget(
      RequestSlots table, byte[] budget, ClinikoSettings settings, Ticker ticker, Clock clock) {
    this.table = table;
    this.budget = budget.clone();
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
  }

  @Override
  public Permit acquire(Waiting waiting) throws InterruptedException {
    boolean told = false;
    while (true) {
      var slot = take();
      if (slot != null) {
        return () -> answered(slot);
      }
      var wait = outlook();
      if (!told && wait.compareTo(Waiting.WORTH_TELLING) >= 0) {
        waiting.until(clock.instant().plus(wait), Waiting.Reason.RATE_LIMITED);
        told = true;
      }
      ticker.await(wait);
    }
  }

  @Override
  public void pause(Duration time) {
    table.pause(budget, time.toMillis());
  }

  private @Nullable RequestSlot take() throws InterruptedException {
    long held = settings.requestTimeout().plus(settings.rateLimitWindow()).toMillis();
    return interruptibly(() -> table.take(budget, settings.requestsPerMinute(), held));
  }

  /** Slots in use are not free before a window from now, so there is no need to look sooner. */
  private Duration outlook() throws InterruptedException {
    int slots = settings.requestsPerMinute();
    var outlook = interruptibly(() -> table.outlook(budget, slots));
    if (outlook.slots() < slots) {
      create(slots);
    }
    long slot = Math.min(outlook.freeIn(), settings.rateLimitWindow().toMillis());
    long wait = Math.max(slot, outlook.pausedFor());
    return Duration.ofMillis(Math.max(wait, SHORTEST_WAIT.toMillis()));
  }

  private void create(int slots) throws InterruptedException {
    interruptibly(() -> table.forgetSlots() + table.forgetPauses() + table.create(budget, slots));
  }

  /** An interruption closes the connection that a virtual thread waits for. */
  private static <T extends @Nullable Object> T interruptibly(Supplier<T> statement)
      throws InterruptedException {
    try {
      return statement.get();
    } catch (DataAccessException | ConnectionException e) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw e;
    }
  }

  /** Also for a thread that is to end; without this, the slot would stay taken for longer. */
  private void answered(RequestSlot slot) {
    boolean interrupted = Thread.interrupted();
    try {
      long window = settings.rateLimitWindow().toMillis();
      table.answered(budget, slot.slot(), slot.uses(), window);
    } catch (DataAccessException | ConnectionException e) {
      LOG.atWarn()
          .setMessage("A request's slot was not given back and stays taken until it expires")
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
