package io.syncledger.sync.source;

import io.syncledger.events.OrganizationId;
import java.time.Instant;
import java.util.List;

/** Records that a mode fetches by id because stored records of other lists refer to them. */
public interface ReferencedRecords {

  /** Names the step of a run that fetches them. */
  String name();

  /** The list that they are on. */
  SourceResource resource();

  /**
   * Their ids, ascending by text.
   *
   * @param after ids up to this one are left out; empty for none
   */
  List<String> ids(OrganizationId organizationId, Instant now, String after, int limit);

  /** How many ids there are in all. */
  long count(OrganizationId organizationId, Instant now);
}
