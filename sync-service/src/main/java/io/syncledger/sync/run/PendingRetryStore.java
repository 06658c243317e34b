package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.state.CheckpointRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The failed runs that will be retried, at most one for each organization and service, with the
 * checkpoints that their retry continues from. All methods take part in the caller's transaction.
 */
@Singleton
final class PendingRetryStore {
  private static final int MAX_PER_POLL = 20;

  private final PendingRetryRepository repository;
  private final CheckpointRepository checkpoints;

  PendingRetryStore(PendingRetryRepository repository, CheckpointRepository checkpoints) {
    this.repository = repository;
    this.checkpoints = checkpoints;
  }

  void save(PendingRetry retry) {
    repository.upsert(PendingRetryRow.of(retry));
  }

  /** Finds retries that are due, the oldest first; the rest waits for the next poll. */
  List<PendingRetry> findDue(Instant now) {
    return repository.findDue(now, MAX_PER_POLL).stream().map(PendingRetryRow::toRetry).toList();
  }

  /** Finds the pending retry, due or not. */
  Optional<PendingRetry> find(StreamKey key) {
    return repository
        .find(key.organizationId().value(), key.service().value())
        .map(PendingRetryRow::toRetry);
  }

  /** Removes a pending retry; the caller must start it. */
  Optional<PendingRetry> take(SyncId failedRun) {
    return Optional.ofNullable(repository.take(failedRun.value())).map(PendingRetryRow::toRetry);
  }

  /** Moves the failed run's checkpoints to its retry. */
  void transferCheckpoints(PendingRetry retry, SyncId startedRun) {
    checkpoints.transfer(retry.failedRun(), startedRun);
  }

  /** Deletes the checkpoints of a run that is not retried. */
  void deleteCheckpoints(SyncId failedRun) {
    checkpoints.delete(failedRun);
  }

  /** Drops the pending retry because another run takes its place. */
  void supersede(StreamKey key) {
    var dropped = repository.deleteFor(key.organizationId().value(), key.service().value());
    if (dropped != null) {
      checkpoints.delete(new SyncId(dropped.retryOf()));
    }
  }

  /**
   * Drops the pending retry on request.
   *
   * @return false when there was none
   */
  boolean cancel(SyncId failedRun) {
    if (take(failedRun).isEmpty()) {
      return false;
    }
    checkpoints.delete(failedRun);
    return true;
  }
}
