package io.syncledger.sync.records;

import java.util.List;

/**
 * A record that is kept otherwise than the source tells it.
 *
 * @param fields the columns that differ, never their values
 * @param newerAtSource whether the source changed it after it was last taken over
 */
public record RecordDifference(String recordId, List<String> fields, boolean newerAtSource) {

  public RecordDifference {
    fields = List.copyOf(fields);
  }
}
