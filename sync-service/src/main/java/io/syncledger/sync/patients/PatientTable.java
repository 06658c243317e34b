package io.syncledger.sync.patients;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.OrganizationId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The statements about {@code patients}. */
@Singleton
final class PatientTable {
  private static final List<String> COLUMNS =
      """
      cliniko_patient_id text, first_name text, last_name text, preferred_first_name text, title text,
      date_of_birth date, gender text, gender_identity text, sex text, email text,
      phone_numbers jsonb, reminder_type text, time_zone text, address_1 text, address_2 text,
      address_3 text, city text, state text, post_code text, country text, country_code text,
      source_created_at timestamptz, source_updated_at timestamptz, archived_at timestamptz,
      deleted_at timestamptz, merged_at timestamptz, merged_with_patient_id text, content_hash bytea
      """
          .strip()
          .lines()
          .flatMap(line -> List.of(line.split(", ?")).stream())
          .toList();

  /**
   * One statement for a whole page. A row is rewritten only when its content changed, and never by
   * an older version of the record: the source serves some records twice.
   */
  private static final String UPSERT =
      """
      with upserted as (
        insert into patients (organization_id, first_seen_at, changed_at, %1$s)
        select ?, ?, ?, %1$s from json_to_recordset(?::json) as row (%2$s)
        on conflict on constraint patients_org_cliniko_patient_unique do update set
          (changed_at, %1$s) = (excluded.changed_at, %3$s)
        where patients.content_hash is distinct from excluded.content_hash
          and (excluded.source_updated_at >= patients.source_updated_at) is not false
        returning (xmax = 0) as inserted)
      select count(*) filter (where inserted) as inserted,
        count(*) filter (where not inserted) as updated
      from upserted
      """
          .formatted(names(""), String.join(", ", COLUMNS), names("excluded."));

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final String COUNT = "select count(*) from patients where organization_id = ?";

  private final JdbcOperations database;

  PatientTable(@Named("sync") JdbcOperations database) {
    this.database = database;
  }

  /** How many rows are new, and how many changed. */
  record Changes(int inserted, int updated) {}

  /**
   * Takes patients over, in the transaction that is under way.
   *
   * @param patients no id twice
   */
  Changes upsert(OrganizationId owner, Collection<Patient> patients, Instant now) {
    return database.prepareStatement(
        UPSERT,
        statement -> {
          statement.setString(1, owner.value());
          statement.setTimestamp(2, Timestamp.from(now));
          statement.setTimestamp(3, Timestamp.from(now));
          statement.setString(4, rows(patients));
          try (var result = statement.executeQuery()) {
            return changes(result);
          }
        });
  }

  private static Changes changes(ResultSet result) throws SQLException {
    result.next();
    return new Changes(result.getInt("inserted"), result.getInt("updated"));
  }

  long count(OrganizationId owner) {
    return database.prepareStatement(
        COUNT,
        statement -> {
          statement.setString(1, owner.value());
          try (var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
          }
        });
  }

  /** A row, as the statement reads it. */
  private record Row(@JsonUnwrapped Patient patient, String contentHash) {}

  private static String rows(Collection<Patient> patients) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var rows = patients.stream().map(patient -> new Row(patient, hash(sha256, patient))).toList();
      return MAPPER.writeValueAsString(rows);
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("Patients could not be written as rows", e);
    }
  }

  private static String hash(MessageDigest sha256, Patient patient) {
    try {
      return "\\x" + HexFormat.of().formatHex(sha256.digest(MAPPER.writeValueAsBytes(patient)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A patient could not be written as JSON", e);
    }
  }

  private static String names(String prefix) {
    return COLUMNS.stream()
        .map(column -> prefix + column.substring(0, column.indexOf(' ')))
        .collect(Collectors.joining(", "));
  }
}
