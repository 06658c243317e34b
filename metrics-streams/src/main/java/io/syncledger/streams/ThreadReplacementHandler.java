package io.syncledger.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a thread that died, but only a few times: a bug that recurs with every record would
 * otherwise be retried forever. After the last replacement the streams stop, and liveness fails.
 */
final class ThreadReplacementHandler implements StreamsUncaughtExceptionHandler {
  static final Duration WINDOW = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacementHandler.class);

  private final Clock clock;
  private final int maxReplacements;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  /**
   * @param maxReplacements how many threads may be replaced within an hour
   */
  ThreadReplacementHandler(Clock clock, int maxReplacements) {
    this.clock = clock;
    this.maxReplacements = maxReplacements;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    var now = clock.instant();
    replaced.removeIf(at -> at.isBefore(now.minus(WINDOW)));
    if (replaced.size() >= maxReplacements) {
      LOG.error("The streams stop: too many threads have died", exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    replaced.add(now);
    LOG.error("A thread of the streams died and is replaced", exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
