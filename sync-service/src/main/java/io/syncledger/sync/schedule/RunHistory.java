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

/** Reads how the runs of an organization went so far. */
@Singleton
final class RunHistory {
  /** Enough runs for an adaptive interval to get from one bound to the other. */
  private static final int YIELD_WINDOW = 20;

  private final RunHistoryRepository repository;

  RunHistory(RunHistoryRepository repository) {
    this.repository = repository;
  }

  /** Returns those of the runs that have not ended. */
  Set<SyncId> live(Collection<SyncId> runs) {
    return repository.findLive(runs.stream().map(SyncId::value).toList()).stream()
        .map(run -> new SyncId(run.syncId()))
        .collect(Collectors.toSet());
  }

  /** The latest run, live or ended. */
  Optional<RunSummary> latest(StreamKey key) {
    return latest(key, 1).stream().findFirst();
  }

  /** The latest run that has ended. */
  Optional<RunSummary> latestEnded(StreamKey key) {
    return latest(key, 2).stream().filter(run -> run.endedAt() != null).findFirst();
  }

  /** The yields of the latest runs, oldest first. */
  List<SyncYield> yields(StreamKey key) {
    return SyncYield.of(latest(key, YIELD_WINDOW).reversed());
  }

  /** Start of the latest completed full run of a mode. */
  Optional<Instant> latestFullStart(StreamKey key, SyncMode mode) {
    return repository
        .findLatestFull(key.organizationId().value(), key.service().value(), mode.toString())
        .map(RunSummary::startedAt);
  }

  private List<RunSummary> latest(StreamKey key, int limit) {
    return repository.findLatest(key.organizationId().value(), key.service().value(), limit);
  }
}
