package io.syncledger.sync.deadletters;

import io.syncledger.events.EventId;
import io.syncledger.events.Rejection;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Dead letters as runs write them: opened when a record is rejected or a run is given up, closed
 * when a later run stores the record. All methods take part in the caller's transaction.
 */
@Singleton
public final class DeadLetterStore {
  private final DeadLetterRepository repository;

  DeadLetterStore(DeadLetterRepository repository) {
    this.repository = repository;
  }

  /**
   * Event and page that reported rejections.
   *
   * @param event the RecordsRejected event
   */
  public record Origin(EventId event, int page, Instant at) {}

  /** Opens a dead letter for each rejected record, or updates the one that is already open. */
  public void open(
      StreamKey key, SyncId run, String resource, List<Rejection> rejections, Origin origin) {
    for (var rejection : rejections) {
      var id = rejection.recordId();
      if (id == null) {
        openUnidentified(key, run, resource, rejection, origin);
      } else {
        repository.open(
            key.organizationId().value(),
            key.service().value(),
            run.value(),
            resource,
            id,
            rejection.errorType(),
            rejection.reason(),
            origin.at(),
            origin.event().toString(),
            origin.page());
      }
    }
  }

  private void openUnidentified(
      StreamKey key, SyncId run, String resource, Rejection rejection, Origin origin) {
    int reopened =
        repository.reopenUnidentified(
            key.organizationId().value(),
            key.service().value(),
            run.value(),
            resource,
            rejection.errorType(),
            rejection.reason(),
            origin.at(),
            origin.event().toString(),
            origin.page());
    if (reopened == 0) {
      repository.openUnidentified(
          key.organizationId().value(),
          key.service().value(),
          run.value(),
          resource,
          rejection.errorType(),
          rejection.reason(),
          origin.at(),
          origin.event().toString(),
          origin.page());
    }
  }

  /** Opens a dead letter for a run that is not retried any more. */
  public void openForRun(StreamKey key, SyncId run, SyncFailure failure, Instant at) {
    repository.openForRun(
        key.organizationId().value(),
        key.service().value(),
        run.value(),
        failure.errorType().toString(),
        failure.message(),
        at);
  }

  /** Closes the dead letters of these records, as the run stored them. */
  public void close(
      StreamKey key, SyncId run, String resource, Collection<String> recordIds, Instant at) {
    if (!recordIds.isEmpty()) {
      repository.closeRecords(
          key.organizationId().value(),
          key.service().value(),
          resource,
          recordIds,
          run.value(),
          at);
    }
  }

  /** Says in the dead letters of these records, which stay open, that the source lacks them. */
  public void markMissing(StreamKey key, String resource, Collection<String> recordIds) {
    if (!recordIds.isEmpty()) {
      repository.markMissing(
          key.organizationId().value(), key.service().value(), resource, recordIds);
    }
  }

  /** Assigns the records of these dead letters to a redrive, which is to fetch them again. */
  public void claim(StreamKey key, SyncId run, List<Long> deadLetters) {
    if (!deadLetters.isEmpty()) {
      repository.claim(
          key.organizationId().value(), key.service().value(), deadLetters, run.value());
    }
  }

  /**
   * Finds the records that a redrive has to fetch, ordered by resource and id; empty for any other
   * run.
   */
  public List<RedriveClaim> findClaimed(StreamKey key, SyncId run) {
    return repository.findClaimed(key.organizationId().value(), run.value());
  }

  /**
   * Assigns what is left of a failed redrive to its next attempt.
   *
   * @return false when the failed run was no redrive
   */
  public boolean transferClaims(SyncId failed, SyncId next) {
    return repository.transferClaims(failed.value(), next.value()) > 0;
  }
}
