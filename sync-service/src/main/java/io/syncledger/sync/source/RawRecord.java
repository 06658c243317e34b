package io.syncledger.sync.source;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record as the source gave it.
 *
 * @param json any JSON value, not validated
 * @param bytes its size
 */
public record RawRecord(JsonNode json, long bytes) {

  /** Hides the content, which may be personal data. */
  @Override
  public String toString() {
    return "RawRecord[" + bytes + " bytes]";
  }
}
