package io.syncledger.sync.records;

import java.util.List;

/**
 * A stored record that differs from the source's version.
 *
 * @param fields the columns that differ, never their values
 * @param newerAtSource whether the source changed the record after it was last stored
 */
public record RecordDifference(String recordId, List<String> fields, boolean newerAtSource) {

  public RecordDifference {
    fields = List.copyOf(fields);
  }
}
