package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patients who have an appointment, alone or in a group, that takes place. */
@Singleton
final class ActivePatients {

  /**
   * Their ids after a given one, in the order of their text, each once. Each half is limited too:
   * it is read in the order of an index and no further than needed.
   */
  static final String IDS =
      """
      with alone as (
        select distinct patient_id from appointments
        where organization_id = ? and starts_at >= ? and patient_id > ?
          and vanished_at is null and archived_at is null and cancelled_at is null
          and deleted_at is null
        order by patient_id limit ?),
      in_groups as (
        select distinct attendees.patient_id from attendees
        join group_appointments as booking on booking.organization_id = attendees.organization_id
          and booking.cliniko_group_appointment_id = attendees.booking_id
        where attendees.organization_id = ? and booking.starts_at >= ? and attendees.patient_id > ?
          and attendees.vanished_at is null and attendees.archived_at is null
          and attendees.cancelled_at is null and attendees.deleted_at is null
          and booking.vanished_at is null and booking.archived_at is null
          and booking.deleted_at is null
        order by patient_id limit ?)
      select patient_id from (select * from alone union select * from in_groups) as active
      order by patient_id limit ?
      """;

  private static final String COUNT = "select count(*) from (" + IDS + ") as counted";

  private final SqlExecutor database;

  ActivePatients(SqlExecutor database) {
    this.database = database;
  }

  List<String> ids(OrganizationId owner, Instant startingFrom, @Nullable String after, int limit) {
    return database.execute(
        IDS,
        statement -> {
          bind(statement, owner, startingFrom, after, limit);
          try (var result = statement.executeQuery()) {
            var ids = new ArrayList<String>();
            while (result.next()) {
              ids.add(result.getString("patient_id"));
            }
            return ids;
          }
        });
  }

  long count(OrganizationId owner, Instant startingFrom) {
    return database.execute(
        COUNT,
        statement -> {
          bind(statement, owner, startingFrom, null, Integer.MAX_VALUE);
          try (var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
          }
        });
  }

  private static void bind(
      PreparedStatement statement,
      OrganizationId owner,
      Instant startingFrom,
      @Nullable String after,
      int limit)
      throws SQLException {
    int parameter = 0;
    for (int half = 1; half <= 2; half++) {
      statement.setString(++parameter, owner.value());
      statement.setTimestamp(++parameter, Timestamp.from(startingFrom));
      statement.setString(++parameter, after == null ? "" : after);
      statement.setInt(++parameter, limit);
    }
    statement.setInt(++parameter, limit);
  }
}
