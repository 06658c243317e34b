package io.syncledger.sync.run.execution;

import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Marks records that vanished from the source, and reports them with {@code RecordsVanished}. An
 * implausible number of them is treated as a fault of the source.
 */
@Singleton
final class VanishedRecordMarker {
  /** So many records may vanish from a list in one run regardless of their share. */
  private static final long ALWAYS_PLAUSIBLE = 10;

  private final RecordStore records;
  private final RunEventWriter events;
  private final VanishedSettings settings;
  private final Clock clock;

  VanishedRecordMarker(
      RecordStore records, RunEventWriter events, VanishedSettings settings, Clock clock) {
    this.records = records;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks that not too many records have vanished.
   *
   * @param stored how many records of the list are stored
   * @param vanished how many of them the source no longer has
   * @throws InconsistentSourceException when that is implausible
   */
  void checkPlausible(RunContext context, SourceResource resource, long stored, long vanished) {
    if (vanished > ALWAYS_PLAUSIBLE && vanished > settings.maxShare() * stored) {
      throw new InconsistentSourceException(
          "%s lists %d %s, but %d are stored"
              .formatted(
                  context.task().source().displayName(),
                  stored - vanished,
                  resource.resourceName(),
                  stored));
    }
  }

  /**
   * Marks records as vanished. Those that are not stored are ignored.
   *
   * @param ids at most one request's worth
   * @throws InconsistentSourceException when, with those marked in this run before, they are too
   *     many
   */
  void mark(RunContext context, SourceResource resource, List<String> ids) {
    var task = context.task();
    var stored = ids.isEmpty() ? ids : records.storedAmong(task.organizationId(), resource, ids);
    if (stored.isEmpty()) {
      return;
    }
    long before = context.vanishedCount(resource);
    long total =
        records.countStored(task.organizationId(), resource, IdRange.all(resource)) + before;
    checkPlausible(context, resource, total, before + stored.size());
    events.write(
        task,
        () -> records.markVanished(task.organizationId(), resource, stored),
        sequence ->
            new RecordsVanished(
                task.envelope(sequence, clock.instant()), resource.resourceName(), stored));
    context.addVanished(resource, stored.size());
  }
}
