package io.syncledger.sync.source.cliniko;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.sync.source.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the JSON that Cliniko wraps a list in. */
final class PageParser {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PageParser() {}

  /**
   * A page as it came. Its links are ignored: no link of a source is followed.
   *
   * @param totalEntries over all pages; null when it is missing or no number
   */
  record ParsedList(List<RawRecord> records, @Nullable Long totalEntries) {}

  /**
   * @param resource the member that holds the records
   * @throws io.syncledger.sync.source.SourceException when the body is no JSON, or no page of this
   *     resource
   */
  static ParsedList parse(byte[] body, String resource) {
    try (JsonParser json = MAPPER.createParser(body)) {
      return parse(json, resource);
    } catch (JsonProcessingException e) {
      throw ErrorMapper.invalidJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParsedList parse(JsonParser json, String resource) throws IOException {
    @Nullable List<RawRecord> records = null;
    JsonNode total = MAPPER.missingNode();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw ErrorMapper.invalidJson();
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      if (name.equals(resource) && json.currentToken() == JsonToken.START_ARRAY) {
        records = records(json);
      } else if (name.equals("total_entries")) {
        total = json.readValueAsTree();
      } else {
        json.skipChildren();
      }
    }
    if (records == null) {
      throw ErrorMapper.schemaMismatch("Cliniko's response has no list of " + resource);
    }
    return new ParsedList(records, number(total));
  }

  private static List<RawRecord> records(JsonParser json) throws IOException {
    var records = new ArrayList<RawRecord>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      long start = json.currentTokenLocation().getByteOffset();
      JsonNode record = json.readValueAsTree();
      records.add(new RawRecord(record, json.currentLocation().getByteOffset() - start));
    }
    return records;
  }

  /** Documented as a number, but some responses have it as text. */
  private static @Nullable Long number(JsonNode total) {
    if (total.isIntegralNumber() && total.canConvertToLong() && total.longValue() >= 0) {
      return total.longValue();
    }
    return total.isTextual() && total.textValue().matches("\\d{1,15}")
        ? Long.valueOf(total.textValue())
        : null;
  }
}
