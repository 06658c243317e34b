package io.syncledger.sync.source;

import io.syncledger.events.Envelope;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ItemsUpserted;
import io.syncledger.events.UpsertResult;
import java.util.Map;
import java.util.Set;

/** One list of a source: the type of its records, and the selections that it supports. */
public interface SourceResource {

  /** Its name in events and tables. */
  String resourceName();

  /** Columns and table of its records. */
  RecordType recordType();

  default IdFormat idFormat() {
    return IdFormat.TEXT;
  }

  default ChangeTracking changeTracking() {
    return ChangeTracking.TOKEN;
  }

  /** The records that the list leaves out unless asked for: those with one of these set. */
  default Set<Tombstone> hiddenByDefault() {
    return Set.of();
  }

  /** The tombstones that {@link Selection.TombstonedSince} can select by. */
  default Set<Tombstone> filterableTombstones() {
    return Set.of();
  }

  /** Columns whose values follow from the list; they tell lists apart that share a table. */
  default Map<String, String> fixedColumns() {
    return Map.of();
  }

  /** The event that reports a stored page. */
  default SyncEvent upserted(Envelope envelope, UpsertResult upsert) {
    return new ItemsUpserted(envelope, resourceName(), upsert);
  }
}
