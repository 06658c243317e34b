package io.syncledger.sync.source.cliniko;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.syncledger.sync.source.RequestListener;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the requests in any window, sent by all instances together. Each request needs a slot of
 * {@code request_slots}, which is free again one window after the response: so the source, too,
 * never sees more than the limit. A slot whose holder died is free again one window after the
 * latest moment its response could have come.
 */
final class JdbcRateLimiter implements RateLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRateLimiter.class);
  private static final Duration MIN_WAIT = Duration.ofMillis(10);

  private final RequestSlotRepository repository;
  private final byte[] keyDigest;
  private final ClinikoSettings settings;
  private final Ticker ticker;
  private final Clock clock;

  /**
   * @param keyDigest a digest that identifies the key without revealing it
   */
  JdbcRateLimiter(
      RequestSlotRepository repository,
      byte[] keyDigest,
      ClinikoSettings settings,
      Ticker ticker,
      Clock clock) {
    this.repository = repository;
    this.keyDigest = keyDigest.clone();
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
  }

  @Override
  public Permit acquire(RequestListener listener) throws InterruptedException {
    boolean reported = false;
    while (true) {
      var slot = claimSlot();
      if (slot != null) {
        return () -> release(slot);
      }
      var wait = timeUntilNextAttempt();
      if (!reported && wait.compareTo(RequestListener.MIN_REPORTED) >= 0) {
        listener.onWait(clock.instant().plus(wait), RequestListener.Reason.RATE_LIMITED);
        reported = true;
      }
      ticker.sleep(wait);
    }
  }

  @Override
  public void pause(Duration time) {
    repository.pause(keyDigest, time.toMillis());
  }

  private @Nullable RequestSlot claimSlot() throws InterruptedException {
    long held = settings.requestTimeout().plus(settings.rateLimitWindow()).toMillis();
    return interruptibly(() -> repository.claim(keyDigest, settings.requestsPerMinute(), held));
  }

  /** Slots in use stay taken for one window at least, so there is no need to try sooner. */
  private Duration timeUntilNextAttempt() throws InterruptedException {
    int slots = settings.requestsPerMinute();
    var availability = interruptibly(() -> repository.availability(keyDigest, slots));
    if (availability.slots() < slots) {
      createSlots(slots);
    }
    long slot = Math.min(availability.freeIn(), settings.rateLimitWindow().toMillis());
    long wait = Math.max(slot, availability.pausedFor());
    return Duration.ofMillis(Math.max(wait, MIN_WAIT.toMillis()));
  }

  private void createSlots(int slots) throws InterruptedException {
    interruptibly(
        () ->
            repository.deleteUnusedSlots()
                + repository.deleteExpiredPauses()
                + repository.createSlots(keyDigest, slots));
  }

  /** An interrupt closes the connection that a virtual thread waits for: report it as such. */
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

  /** Also releases for an interrupted thread; otherwise the slot would stay taken for longer. */
  private void release(RequestSlot slot) {
    boolean interrupted = Thread.interrupted();
    try {
      long window = settings.rateLimitWindow().toMillis();
      repository.release(keyDigest, slot.slot(), slot.uses(), window);
    } catch (DataAccessException | ConnectionException e) {
      LOG.atWarn()
          .setMessage("A request's slot was not released and stays taken until it expires")
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
