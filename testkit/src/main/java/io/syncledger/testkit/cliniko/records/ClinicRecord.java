package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One record as the API serves it. */
public interface ClinicRecord {

  /**
   * The record's JSON in UTF-8, with its links' root marked as {@link LinkRoot} describes; not to
   * be changed.
   */
  byte[] json();

  /**
   * A field's value for filters and sorts: a Long for numbers and instants (epoch milliseconds),
   * else String, Boolean, List.
   */
  @Nullable Object value(Field field);

  /** What a client gets to read, links rooted at {@link LinkRoot#ORIGIN}. */
  default ObjectNode served() {
    return LinkRoot.read(json());
  }

  /** The JSON as a fresh tree, links rooted at {@link LinkRoot#ORIGIN}. */
  default ObjectNode tree() {
    return LinkRoot.read(json());
  }
}
