package io.syncledger.sync.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.sync.source.RawRecord;
import java.util.Arrays;
import java.util.List;

/** Makes raw records from JSON. */
public final class RawRecords {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RawRecords() {}

  public static List<RawRecord> of(String... json) {
    return Arrays.stream(json).map(text -> new RawRecord(json(text), text.length())).toList();
  }

  public static JsonNode json(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
