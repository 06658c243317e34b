package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * A resource that a run is going to fetch.
 *
 * @param recordsTotal how many records to expect; null when that is not known in advance
 */
public record PlannedResource(String resource, @Nullable Long recordsTotal) {

  public PlannedResource {
    resource = Preconditions.matching("resource", resource, SyncEvent.NAME_PATTERN);
    Preconditions.minimum("records_total", 0, recordsTotal);
  }
}
