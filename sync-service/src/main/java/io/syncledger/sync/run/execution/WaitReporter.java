package io.syncledger.sync.run.execution;

import io.syncledger.events.DelayReason;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.sync.source.RequestListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Reports, as {@code SyncDelayed} events, that a run waits for the source. */
@Singleton
final class WaitReporter {
  private final RunEventWriter events;
  private final Clock clock;

  WaitReporter(RunEventWriter events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  RequestListener listenerFor(RunTask task) {
    return (until, reason) -> report(task, until, reason);
  }

  /** Leaves out a wait that ended while pages from before it were being stored. */
  private void report(RunTask task, Instant until, RequestListener.Reason reason) {
    var now = clock.instant();
    if (!until.isAfter(now)) {
      return;
    }
    events.write(
        task,
        () -> {},
        sequence -> new SyncDelayed(task.envelope(sequence, now), delayReason(reason), until));
  }

  private static DelayReason delayReason(RequestListener.Reason reason) {
    return switch (reason) {
      case RATE_LIMITED -> DelayReason.RATE_LIMITED;
      case SOURCE_UNAVAILABLE -> DelayReason.SOURCE_UNAVAILABLE;
    };
  }
}
