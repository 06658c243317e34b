package io.syncledger.events;

import org.jspecify.annotations.Nullable;

/**
 * One resource that a run is going to fetch.
 *
 * @param recordsTotal how many records there will be; null where that is not known beforehand
 */
public record PlannedResource(String resource, @Nullable Long recordsTotal) {

  public PlannedResource {
    resource = Preconditions.matching("resource", resource, SyncEvent.NAME_PATTERN);
    Preconditions.minimum("records_total", 0, recordsTotal);
  }
}
