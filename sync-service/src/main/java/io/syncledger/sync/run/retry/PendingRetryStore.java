package io.syncledger.sync.run.retry;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.lease.CheckpointRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The failed runs that will be tried again, at most one for each organisation and service. All
 * methods take part in a transaction.
 */
@Singleton
public final class PendingRetryStore {
  private static final int AT_ONCE = 20;

  private final PendingRetryRepository rows;
  private final CheckpointRepository checkpoints;

  PendingRetryStore(PendingRetryRepository rows, CheckpointRepository checkpoints) {
    this.rows = rows;
    this.checkpoints = checkpoints;
  }

  void save(PendingRetry retry) {
    rows.upsert(PendingRetryRow.of(retry));
  }

  /** Nobody goes on where this run ended. */
  public void deleteCheckpoints(SyncId failed) {
    checkpoints.delete(failed);
  }

  /** Those that are due, the oldest first, not all at once. */
  public List<PendingRetry> findDue(Instant now) {
    return rows.findDue(now, AT_ONCE).stream().map(PendingRetryRow::toRetry).toList();
  }

  /** The one that is pending, due or not. */
  public Optional<PendingRetry> find(StreamKey key) {
    return rows.find(key.organizationId().value(), key.service().value())
        .map(PendingRetryRow::toRetry);
  }

  /** Whoever gets it must begin it: it is pending no longer. */
  public Optional<PendingRetry> take(SyncId failed) {
    return Optional.ofNullable(rows.take(failed.value())).map(PendingRetryRow::toRetry);
  }

  /** The retry goes on where the failed run has ended. */
  public void transferCheckpoints(PendingRetry retry, SyncId begun) {
    checkpoints.transfer(retry.failedRun(), begun);
  }

  /** It will not happen: another run takes its place. */
  public void supersede(StreamKey key) {
    var dropped = rows.deleteFor(key.organizationId().value(), key.service().value());
    if (dropped != null) {
      checkpoints.delete(new SyncId(dropped.retryOf()));
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
    checkpoints.delete(failed);
    return true;
  }
}
