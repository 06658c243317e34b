package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patients who have an appointment, alone or in a group, that takes place. */
@Singleton
final class ActivePatients {

  /** Their ids after a given one, in the order of their text, each once. */
  private static final String IDS =
      """
      select patient_id from appointments
      where organization_id = ? and starts_at >= ? and patient_id > ? and cancelled_at is null
        and archived_at is null and deleted_at is null and vanished_at is null
      union
      select attendees.patient_id from attendees
      join group_appointments as booking on booking.organization_id = attendees.organization_id
        and booking.cliniko_group_appointment_id = attendees.booking_id
      where attendees.organization_id = ? and booking.starts_at >= ? and attendees.patient_id > ?
        and attendees.cancelled_at is null and attendees.archived_at is null
        and attendees.deleted_at is null and attendees.vanished_at is null
        and booking.archived_at is null and booking.deleted_at is null
        and booking.vanished_at is null
      """;

  private static final String PAGE =
      "select patient_id from (" + IDS + ") as active order by patient_id limit ?";
  private static final String COUNT = "select count(*) from (" + IDS + ") as active";

  private final Sql database;

  ActivePatients(Sql database) {
    this.database = database;
  }

  List<String> ids(OrganizationId owner, Instant startingFrom, @Nullable String after, int limit) {
    return database.run(
        PAGE,
        statement -> {
          for (int first = 1; first <= 4; first += 3) {
            statement.setString(first, owner.value());
            statement.setTimestamp(first + 1, Timestamp.from(startingFrom));
            statement.setString(first + 2, after == null ? "" : after);
          }
          statement.setInt(7, limit);
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
    return database.run(
        COUNT,
        statement -> {
          for (int first = 1; first <= 4; first += 3) {
            statement.setString(first, owner.value());
            statement.setTimestamp(first + 1, Timestamp.from(startingFrom));
            statement.setString(first + 2, "");
          }
          try (var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
          }
        });
  }
}
