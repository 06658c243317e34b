package io.syncledger.sync.run.retry;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.lease.Checkpoints;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The failed runs that will be tried again, at most one for each organisation and service. All
 * methods take part in a transaction.
 */
@Singleton
public final class Retries {
  private static final int AT_ONCE = 20;

  private final PendingRetryRows rows;
  private final Checkpoints checkpoints;

  Retries(PendingRetryRows rows, Checkpoints checkpoints) {
    this.rows = rows;
    this.checkpoints = checkpoints;
  }

  void schedule(PendingRetry retry) {
    rows.put(PendingRetryRow.of(retry));
  }

  /** Nobody goes on where this run ended. */
  public void abandon(SyncId failed) {
    checkpoints.forget(failed);
  }

  /** Those that are due, the oldest first, not all at once. */
  public List<PendingRetry> due(Instant now) {
    return rows.due(now, AT_ONCE).stream().map(PendingRetryRow::retry).toList();
  }

  /** The one that is pending, due or not. */
  public Optional<PendingRetry> of(StreamKey key) {
    return rows.find(key.organizationId().value(), key.service().value())
        .map(PendingRetryRow::retry);
  }

  /** Whoever gets it must begin it: it is pending no longer. */
  public Optional<PendingRetry> take(SyncId failed) {
    return Optional.ofNullable(rows.take(failed.value())).map(PendingRetryRow::retry);
  }

  /** The retry goes on where the failed run has ended. */
  public void begin(PendingRetry retry, SyncId begun) {
    checkpoints.pass(retry.failed(), begun);
  }

  /** It will not happen: another run takes its place. */
  public void supersede(StreamKey key) {
    var dropped = rows.drop(key.organizationId().value(), key.service().value());
    if (dropped != null) {
      checkpoints.forget(new SyncId(dropped.retryOf()));
    }
  }

  /**
   * It will not happen: somebody asked for its end.
   *
   * @return false when there was none
   */
  public boolean cancel(SyncId failed) {
    if (take(failed).isEmpty()) {
      return false;
    }
    checkpoints.forget(failed);
    return true;
  }
}
