package io.syncledger.sync.run.lease;

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

/** The runs, as this instance's worker sees them. All methods take part in a transaction. */
@Singleton
public final class RunStore {
  private final String workerId = UUID.randomUUID().toString();
  private final RunRepository rows;
  private final LeaseSettings settings;

  RunStore(RunRepository rows, LeaseSettings settings) {
    this.rows = rows;
    this.settings = settings;
  }

  /**
   * A run's place in its own history.
   *
   * @param sequence of the first event that may now be written
   * @param cancelRequestedBy null while nobody asked for the run's end
   */
  public record Reservation(long sequence, @Nullable String cancelRequestedBy) {
    private static Reservation of(RunRow row, int events) {
      return new Reservation(row.nextSequence() - events, row.cancelRequestedBy());
    }
  }

  /**
   * A run that was ended.
   *
   * @param sequence where its terminal event goes
   * @param pages how many it stored
   * @param cancelRequestedBy null when nobody asked for its end
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

  /** What a run's worker learns when it shows that it lives. */
  record Heartbeat(SyncId syncId, @Nullable String cancelRequestedBy) {}

  /**
   * Begins a run, its first event counted as written; empty when one is live. The organisation must
   * be locked.
   *
   * @param wanted whose epoch is yet to be told
   */
  public Optional<Run> begin(
      Run wanted, Attempt attempt, @Nullable String traceparent, Instant startedAt) {
    var before = attempt.retryOf();
    var row =
        rows.insertIfNoneLive(
            wanted.syncId().value(),
            wanted.key().organizationId().value(),
            wanted.key().service().value(),
            wanted.mode().toString(),
            wanted.type().toString(),
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
    return rows.findLive(key.organizationId().value(), key.service().value()).map(RunRow::id);
  }

  /** The live run, which stays so until this transaction ends. */
  public Optional<SyncId> lockLive(StreamKey key) {
    return rows.lockLive(key.organizationId().value(), key.service().value()).map(RunRow::id);
  }

  /**
   * The fence: takes the next sequences of a run that is still this worker's, and shows that the
   * worker lives.
   *
   * @throws LeaseLostException when the run was ended; nothing may be written then
   */
  public Reservation advance(Run run, int events) {
    var advanced = rows.advance(run.syncId().value(), run.epoch(), lease(), events);
    return Reservation.of(lockLive(advanced), events);
  }

  /** The fence again, keeping how far the run has come. */
  public Reservation advance(Run run, int events, Progress gain) {
    var advanced =
        rows.advance(
            run.syncId().value(),
            run.epoch(),
            lease(),
            events,
            gain.pages(),
            gain.records(),
            gain.checkpoint().step(),
            gain.checkpoint().position(),
            gain.checkpoint().newest(),
            gain.checkpoint().done());
    return Reservation.of(lockLive(advanced), events);
  }

  /** What a transaction adds to a run. */
  public record Progress(int pages, int records, Checkpoint checkpoint) {}

  private static RunRow lockLive(@Nullable RunRow row) {
    if (row == null) {
      throw new LeaseLostException();
    }
    return row;
  }

  /** Ends this worker's run; empty when somebody else did before. */
  public Optional<EndedRun> end(Run run, Instant at) {
    return Optional.ofNullable(rows.end(run.syncId().value(), run.epoch(), at)).map(EndedRun::of);
  }

  /** What became of a run that was ended, for those who plan the next ones. */
  public void recordOutcome(SyncId syncId, String outcome, long changed) {
    rows.recordOutcome(syncId.value(), outcome, changed);
  }

  /** Ends runs whose worker gave no sign of life in time. */
  public List<EndedRun> endExpired(Instant at) {
    return rows.endExpired(at).stream().map(EndedRun::of).toList();
  }

  /** Those of the given organisations only. */
  public List<EndedRun> endExpired(Instant at, Collection<OrganizationId> organizations) {
    return organizations.isEmpty()
        ? List.of()
        : rows.endExpired(at, values(organizations)).stream().map(EndedRun::of).toList();
  }

  /** The run that was begun last, live or not. */
  public Optional<SyncId> findLatest(StreamKey key) {
    return rows.findLatest(key.organizationId().value(), key.service().value()).map(RunRow::id);
  }

  /** The sequence of one more event about a run that may have ended. */
  public long reserveAnnotation(SyncId syncId) {
    return lockLive(rows.reserveAnnotation(syncId.value())).nextSequence() - 1;
  }

  /** Shows that the workers of these runs live; tells which of the runs are still theirs. */
  List<Heartbeat> renewLeases(Collection<SyncId> runs) {
    return rows.renewLeases(runs.stream().map(SyncId::value).toList(), workerId, lease()).stream()
        .map(row -> new Heartbeat(row.id(), row.cancelRequestedBy()))
        .toList();
  }

  /** The organisation of a run, if it is one of these. */
  public Optional<OrganizationId> organizationOf(
      SyncId syncId, Collection<OrganizationId> organizations) {
    return organizations.isEmpty()
        ? Optional.empty()
        : rows.find(syncId.value(), values(organizations)).map(row -> row.key().organizationId());
  }

  /**
   * Leaves word for the run's worker, wherever it is.
   *
   * @return false when the run has ended
   */
  public boolean requestCancel(SyncId syncId, OrganizationId organizationId, String by) {
    return rows.requestCancel(syncId.value(), organizationId.value(), by) > 0;
  }

  private static List<String> values(Collection<OrganizationId> organizations) {
    return organizations.stream().map(OrganizationId::value).toList();
  }

  private long lease() {
    return settings.lease().toMillis();
  }
}
