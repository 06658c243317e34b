package io.syncledger.sync.source.cliniko;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Patients who have an appointment, alone or in a group, that takes place these days. */
@Singleton
public final class ActivePatients implements ReferencedRecords {
  /** How old an appointment may be for its patient to count as active. */
  public static final Duration WINDOW = Duration.ofDays(45);

  /**
   * Their ids after a given one, in the order of their text, each once. Each half is limited too:
   * it is read in the order of an index and no further than needed.
   */
  public static final String IDS =
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

  private final JdbcOperations database;
  private final ConnectionOperations<Connection> connections;

  ActivePatients(
      @Named("sync") JdbcOperations database,
      @Named("sync") ConnectionOperations<Connection> connections) {
    this.database = database;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "active";
  }

  @Override
  public SourceResource resource() {
    return ClinikoResource.PATIENTS;
  }

  @Override
  public List<String> ids(OrganizationId owner, Instant now, String after, int limit) {
    return query(
        IDS,
        statement -> {
          bind(statement, owner, now.minus(WINDOW), after, limit);
          try (var result = statement.executeQuery()) {
            var ids = new ArrayList<String>();
            while (result.next()) {
              ids.add(result.getString("patient_id"));
            }
            return ids;
          }
        });
  }

  @Override
  public long count(OrganizationId owner, Instant now) {
    return query(
        COUNT,
        statement -> {
          bind(statement, owner, now.minus(WINDOW), "", Integer.MAX_VALUE);
          try (var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
          }
        });
  }

  private <T> T query(String sql, PreparedStatementCallback<T> callback) {
    return connections.executeWrite(_ -> database.prepareStatement(sql, callback));
  }

  private static void bind(
      PreparedStatement statement, OrganizationId owner, Instant from, String after, int limit)
      throws SQLException {
    int parameter = 0;
    for (int half = 1; half <= 2; half++) {
      statement.setString(++parameter, owner.value());
      statement.setTimestamp(++parameter, Timestamp.from(from));
      statement.setString(++parameter, after);
      statement.setInt(++parameter, limit);
    }
    statement.setInt(++parameter, limit);
  }
}
