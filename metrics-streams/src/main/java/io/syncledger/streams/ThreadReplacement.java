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
 * Replaces a thread that died, but not for ever: a defect that comes back with every record would
 * otherwise be tried without end. After the last replacement the streams stop, which turns liveness
 * red.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
  static final Duration WITHIN = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

  private final Clock clock;
  private final int most;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  /**
   * @param most how many threads may be replaced within an hour
   */
  ThreadReplacement(Clock clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    var now = clock.instant();
    replaced.removeIf(at -> at.isBefore(now.minus(WITHIN)));
    if (replaced.size() >= most) {
      LOG.error("The streams stop: too many threads have died", exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    replaced.add(now);
    LOG.error("A thread of the streams died and is replaced", exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
