package io.syncledger.sync.run.state;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores runs: the worker that executes each, its lease, and the sequence of its next event. All
 * methods take part in the caller's transaction. Every write for a run first calls {@link
 * #reserveSequences} or {@link #saveProgress}: these are the fence.
 */
@Singleton
public final class RunStore {
  private final String workerId = UUID.randomUUID().toString();
  private final RunRepository repository;
  private final LeaseSettings settings;

  RunStore(RunRepository repository, LeaseSettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  /**
   * The sequences that a run may now write events with.
   *
   * @param sequence the first of them
   * @param cancelRequestedBy null unless cancellation was requested
   */
  public record Reservation(long sequence, @Nullable String cancelRequestedBy) {
    private static Reservation of(RunRow row, int events) {
      return new Reservation(row.nextSequence() - events, row.cancelRequestedBy());
    }
  }

  /**
   * A run that was ended.
   *
   * @param sequence of its terminal event
   * @param pages how many pages it stored
   * @param cancelRequestedBy null unless cancellation was requested
   */
  public record EndedRun(
      Run run,
      Attempt attempt,
      long sequence,
      long recordsProcessed,
      long pages,
      @Nullable String cancelRequestedBy,
      @Nullable String traceparent,
      Instant startedAt) {

    private static EndedRun of(RunRow row) {
      return new EndedRun(
          row.toRun(),
          row.toAttempt(),
          row.nextSequence() - 1,
          row.recordsProcessed(),
          row.pages(),
          row.cancelRequestedBy(),
          row.traceparent(),
          row.startedAt());
    }
  }

  /** Result of renewing a run's lease. */
  record Heartbeat(SyncId syncId, @Nullable String cancelRequestedBy) {}

  /**
   * Inserts a run, with the sequence of its first event taken, unless another one is live. The
   * organization must be locked.
   *
   * @param requested the run without its epoch
   * @return the run with its epoch; empty when one is live
   */
  public Optional<Run> begin(
      Run requested, Attempt attempt, @Nullable String traceparent, Instant startedAt) {
    var before = attempt.retryOf();
    var row =
        repository.insertIfNoneLive(
            requested.syncId().value(),
            requested.key().organizationId().value(),
            requested.key().service().value(),
            requested.mode().toString(),
            requested.type().toString(),
            attempt.number(),
            before == null ? null : before.value(),
            attempt.retriesWithoutProgress(),
            workerId,
            lease(),
            traceparent,
            startedAt);
    return Optional.ofNullable(row).map(RunRow::toRun);
  }

  public Optional<SyncId> findLive(StreamKey key) {
    return repository.findLive(key.organizationId().value(), key.service().value()).map(RunRow::id);
  }

  /** Finds the live run and keeps it from being ended until this transaction is over. */
  public Optional<SyncId> lockLive(StreamKey key) {
    return repository.lockLive(key.organizationId().value(), key.service().value()).map(RunRow::id);
  }

  /**
   * The fence: reserves the next sequences of a run that still belongs to this worker, and renews
   * its lease.
   *
   * @throws LeaseLostException when the run was ended; nothing may be written then
   */
  public Reservation reserveSequences(Run run, int events) {
    var row = repository.reserveSequences(run.syncId().value(), run.epoch(), lease(), events);
    return Reservation.of(requireHeld(row), events);
  }

  /** The fence, which also saves how far the run has come. */
  public Reservation saveProgress(Run run, int events, Progress progress) {
    var row =
        repository.saveProgress(
            run.syncId().value(),
            run.epoch(),
            lease(),
            events,
            progress.pages(),
            progress.records(),
            progress.checkpoint().step(),
            progress.checkpoint().position(),
            progress.checkpoint().newest(),
            progress.checkpoint().done());
    return Reservation.of(requireHeld(row), events);
  }

  /** Progress of one transaction: pages and records stored, and the checkpoint reached. */
  public record Progress(int pages, int records, Checkpoint checkpoint) {}

  private static RunRow requireHeld(@Nullable RunRow row) {
    if (row == null) {
      throw new LeaseLostException();
    }
    return row;
  }

  /** Marks this worker's run as ended; empty if it had already ended. */
  public Optional<EndedRun> end(Run run, Instant at) {
    return Optional.ofNullable(repository.end(run.syncId().value(), run.epoch(), at))
        .map(EndedRun::of);
  }

  /** Records the outcome of a run that was ended, for the scheduler to plan the next ones. */
  public void recordOutcome(SyncId syncId, String outcome, long changed) {
    repository.recordOutcome(syncId.value(), outcome, changed);
  }

  /** Marks runs whose lease has expired as ended. */
  public List<EndedRun> endExpired(Instant at) {
    return repository.endExpired(at).stream().map(EndedRun::of).toList();
  }

  /** Marks those of the given organizations only. */
  public List<EndedRun> endExpired(Instant at, Collection<OrganizationId> organizations) {
    return organizations.isEmpty()
        ? List.of()
        : repository.endExpired(at, values(organizations)).stream().map(EndedRun::of).toList();
  }

  /** Finds the run that began last, live or not. */
  public Optional<SyncId> findLatest(StreamKey key) {
    return repository
        .findLatest(key.organizationId().value(), key.service().value())
        .map(RunRow::id);
  }

  /** Reserves the sequence of one more event about a run that may have ended. */
  public long reserveAnnotation(SyncId syncId) {
    return requireHeld(repository.reserveAnnotation(syncId.value())).nextSequence() - 1;
  }

  /** Renews the leases of these runs; returns those that still belong to this instance. */
  List<Heartbeat> renewLeases(Collection<SyncId> runs) {
    return repository
        .renewLeases(runs.stream().map(SyncId::value).toList(), workerId, lease())
        .stream()
        .map(row -> new Heartbeat(row.id(), row.cancelRequestedBy()))
        .toList();
  }

  /** Finds the organization of a run, if it is one of these. */
  public Optional<OrganizationId> organizationOf(
      SyncId syncId, Collection<OrganizationId> organizations) {
    return organizations.isEmpty()
        ? Optional.empty()
        : repository
            .find(syncId.value(), values(organizations))
            .map(row -> row.key().organizationId());
  }

  /**
   * Requests the cancellation of a run; its worker notices with its next page or lease renewal.
   *
   * @return false when the run has ended
   */
  public boolean requestCancel(SyncId syncId, OrganizationId organizationId, String by) {
    return repository.requestCancel(syncId.value(), organizationId.value(), by) > 0;
  }

  private static List<String> values(Collection<OrganizationId> organizations) {
    return organizations.stream().map(OrganizationId::value).toList();
  }

  private long lease() {
    return settings.lease().toMillis();
  }
}
