package io.syncledger.sync.patients;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A patient as the columns of {@code patients}, each value in the text form that SQL reads. */
record PatientRow(ObjectNode columns) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static PatientRow of(Patient patient) {
    ObjectNode columns = MAPPER.valueToTree(patient);
    return new PatientRow(columns.put("content_hash", "\\x" + hash(columns)));
  }

  /** The column's value; null when the patient has none. */
  @Nullable String text(String column) {
    JsonNode value = columns.get(column);
    return value == null ? null : value.isTextual() ? value.textValue() : value.toString();
  }

  /** Over all that comes from the source, so that equal hashes mean that nothing changed. */
  private static String hash(ObjectNode columns) {
    try {
      var content = MAPPER.writeValueAsBytes(columns);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("A patient's columns could not be hashed", e);
    }
  }
}
