package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A record as the API serves it. */
public interface ClinicRecord {

  /**
   * The record's JSON in UTF-8, with the root of its links marked as {@link LinkRoot} describes;
   * must not be modified.
   */
  byte[] json();

  /**
   * A field's value for filters and sorts: a Long for numbers and instants (epoch milliseconds),
   * else a String, Boolean or List.
   */
  @Nullable Object value(Field field);

  /** The JSON that is served, with links rooted at {@link LinkRoot#ORIGIN}. */
  default ObjectNode served() {
    return LinkRoot.read(json());
  }

  /** The record as a new tree, with links rooted at {@link LinkRoot#ORIGIN}. */
  default ObjectNode tree() {
    return LinkRoot.read(json());
  }
}
