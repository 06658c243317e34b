package io.syncledger.sync.source.cliniko;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record as Cliniko gave it.
 *
 * @param json any JSON value; nothing about it was checked
 * @param bytes its size
 */
public record RawRecord(JsonNode json, long bytes) {

  /** Tells nothing, as it holds a patient's data. */
  @Override
  public String toString() {
    return "RawRecord[" + bytes + " bytes]";
  }
}
