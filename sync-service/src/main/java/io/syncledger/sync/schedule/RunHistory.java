package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of runs so far. */
@Singleton
final class RunHistory {
  /** Enough to reach any bound of an interval from any other. */
  private static final int LOOKED_BACK = 20;

  private final RunHistoryRepository rows;

  RunHistory(RunHistoryRepository rows) {
    this.rows = rows;
  }

  /** Those that have not ended. */
  Set<SyncId> live(Collection<SyncId> runs) {
    return rows.findLive(runs.stream().map(SyncId::value).toList()).stream()
        .map(run -> new SyncId(run.syncId()))
        .collect(Collectors.toSet());
  }

  /** The latest, live or ended. */
  Optional<RunSummary> latest(StreamKey key) {
    return latest(key, 1).stream().findFirst();
  }

  /** The latest that has ended. */
  Optional<RunSummary> latestEnded(StreamKey key) {
    return latest(key, 2).stream().filter(run -> run.endedAt() != null).findFirst();
  }

  /** What the latest ones found, oldest first. */
  List<SyncYield> yields(StreamKey key) {
    return Findings.of(latest(key, LOOKED_BACK).reversed());
  }

  /** When the last full one of a mode that was completed began. */
  Optional<Instant> latestFullStart(StreamKey key, SyncMode mode) {
    return rows.findLatestFull(key.organizationId().value(), key.service().value(), mode.toString())
        .map(RunSummary::startedAt);
  }

  private List<RunSummary> latest(StreamKey key, int limit) {
    return rows.findLatest(key.organizationId().value(), key.service().value(), limit);
  }
}
