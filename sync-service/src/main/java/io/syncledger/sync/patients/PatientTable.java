package io.syncledger.sync.patients;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.OrganizationId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The statements about {@code patients}. */
@Singleton
final class PatientTable {
  private static final Pattern SEPARATOR = Pattern.compile(",\\s+");

  /** Those that come from the source, with their types. */
  private static final Map<String, String> COLUMNS =
      columns(
          """
          cliniko_patient_id text, first_name text, last_name text, preferred_first_name text,
          title text, date_of_birth date, gender text, gender_identity text, sex text, email text,
          phone_numbers jsonb, reminder_type text, time_zone text, address_1 text, address_2 text,
          address_3 text, city text, state text, post_code text, country text, country_code text,
          source_created_at timestamptz, source_updated_at timestamptz, archived_at timestamptz,
          deleted_at timestamptz, merged_at timestamptz, merged_with_patient_id text,
          content_hash bytea\
          """);

  /**
   * One statement for a whole page, a parameter for each column. A row is rewritten only when its
   * content changed, and never by an older version of the record: the source serves some records
   * twice.
   */
  private static final String UPSERT =
      """
      with upserted as (
        insert into patients (organization_id, first_seen_at, changed_at, %1$s)
        select ?, ?, ?, %2$s from unnest(%3$s) as incoming (%1$s)
        on conflict on constraint patients_org_cliniko_patient_unique do update set
          (changed_at, %1$s) = (excluded.changed_at, %4$s)
        where patients.content_hash is distinct from excluded.content_hash
          and (excluded.source_updated_at >= patients.source_updated_at) is not false
        returning (xmax = 0) as inserted)
      select count(*) filter (where inserted) as inserted,
        count(*) filter (where not inserted) as updated
      from upserted
      """
          .formatted(
              joined("%1$s"), joined("%1$s::%2$s"), joined("?::text[]"), joined("excluded.%1$s"));

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
    var rows = patients.stream().map(PatientRow::of).toList();
    return database.prepareStatement(
        UPSERT,
        statement -> {
          int parameter = 0;
          statement.setString(++parameter, owner.value());
          statement.setTimestamp(++parameter, Timestamp.from(now));
          statement.setTimestamp(++parameter, Timestamp.from(now));
          for (var column : COLUMNS.keySet()) {
            var values = rows.stream().map(row -> row.text(column)).toArray();
            statement.setArray(
                ++parameter, statement.getConnection().createArrayOf("text", values));
          }
          try (var result = statement.executeQuery()) {
            result.next();
            return new Changes(result.getInt("inserted"), result.getInt("updated"));
          }
        });
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

  private static Map<String, String> columns(String declarations) {
    var columns = new LinkedHashMap<String, String>();
    SEPARATOR
        .splitAsStream(declarations)
        .map(declaration -> declaration.split(" ", 2))
        .forEach(column -> columns.put(column[0], column[1]));
    return columns;
  }

  /**
   * @param format of each column, given its name and its type
   */
  private static String joined(String format) {
    return COLUMNS.entrySet().stream()
        .map(column -> format.formatted(column.getKey(), column.getValue()))
        .collect(Collectors.joining(", "));
  }
}
