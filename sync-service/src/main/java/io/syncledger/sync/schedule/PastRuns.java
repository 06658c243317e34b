package io.syncledger.sync.schedule;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of runs so far. */
@Singleton
final class PastRuns {
  /** Enough to reach any bound of an interval from any other. */
  private static final int LOOKED_BACK = 20;

  private final PastRunRows rows;

  PastRuns(PastRunRows rows) {
    this.rows = rows;
  }

  /** Those that have not ended. */
  Set<SyncId> live(Collection<SyncId> runs) {
    return rows.live(runs.stream().map(SyncId::value).toList()).stream()
        .map(run -> new SyncId(run.syncId()))
        .collect(Collectors.toSet());
  }

  /** The latest, live or ended. */
  Optional<PastRun> last(StreamKey key) {
    return latest(key, 1).stream().findFirst();
  }

  /** The latest that has ended. */
  Optional<PastRun> lastEnded(StreamKey key) {
    return latest(key, 2).stream().filter(run -> run.endedAt() != null).findFirst();
  }

  /** What the latest ones found, oldest first. */
  List<Finding> findings(StreamKey key) {
    return Findings.of(latest(key, LOOKED_BACK).reversed());
  }

  /** When the last full one of a mode that was completed began. */
  Optional<Instant> lastFull(StreamKey key, Mode mode) {
    return rows.lastFull(key.organizationId().value(), key.service().value(), mode.toString())
        .map(PastRun::startedAt);
  }

  private List<PastRun> latest(StreamKey key, int limit) {
    return rows.latest(key.organizationId().value(), key.service().value(), limit);
  }
}
