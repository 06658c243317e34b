package io.syncledger.sync.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.sync.cliniko.RawRecord;
import java.util.Arrays;
import java.util.List;

/** Records as they come from Cliniko. */
final class Raw {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Raw() {}

  static List<RawRecord> records(String... json) {
    return Arrays.stream(json).map(text -> new RawRecord(tree(text), text.length())).toList();
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
