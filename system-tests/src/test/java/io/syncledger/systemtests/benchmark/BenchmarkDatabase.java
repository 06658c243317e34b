package io.syncledger.systemtests.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

/** Reads and maintains the service's tables. */
record BenchmarkDatabase(String url, Connection connection) implements AutoCloseable {
  private static final int BATCH = 100;
  private static final String RECORDS =
      "((body ->> 'inserted')::int + (body ->> 'updated')::int + (body ->> 'unchanged')::int)";

  BenchmarkDatabase(String url) throws SQLException {
    this(url, DriverManager.getConnection(url));
  }

  boolean hasEnded(String syncId) throws SQLException {
    return number(
            "select count(*) from sync.sync_runs where sync_id = ? and ended_at is not null",
            syncId)
        == 1;
  }

  boolean hasCompleted(String syncId) throws SQLException {
    return number(
            "select count(*) from sync.outbox where event_id like ? and type like"
                + " '%SyncCompleted%'",
            syncId + "/%")
        == 1;
  }

  /** The seconds from a run's first event to its last. */
  double seconds(String syncId) throws SQLException {
    return number(
        "select extract(epoch from max(created_at) - min(created_at)) from sync.outbox"
            + " where event_id like ?",
        syncId + "/%");
  }

  /** The number of patients that a run had stored at each time. */
  StoredPageTimeline pages(String syncId) throws SQLException {
    var sql =
        "select created_at, %s from sync.outbox where event_id like ? and type like '%%PatientsUpserted%%' order by id"
            .formatted(RECORDS);
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, syncId + "/%");
      var rows = statement.executeQuery();
      var pages = new ArrayList<StoredPageTimeline.Page>();
      while (rows.next()) {
        pages.add(new StoredPageTimeline.Page(rows.getTimestamp(1).toInstant(), rows.getInt(2)));
      }
      return new StoredPageTimeline(pages);
    }
  }

  /** Deletes all patients, so that the next sync starts with an empty table. */
  void truncatePatients() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("truncate sync.patients");
    }
  }

  /**
   * Runs now the maintenance for earlier syncs that the server would otherwise do during the next
   * one.
   */
  void vacuumAndCheckpoint() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
    }
  }

  /** The number of records that a run has stored. */
  long storedRecords(String syncId) throws SQLException {
    return (long) number("select records_processed from sync.sync_runs where sync_id = ?", syncId);
  }

  /**
   * The rate at which the database alone upserts the same rows, sent by a client in transactions of
   * a hundred.
   */
  double upsertRate() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table sync.copy (like sync.patients including all excluding identity)");
    }
    long patients = count("sync.patients");
    long spent = 0;
    try (var read =
            connection.prepareStatement(
                "select json_agg(p) from (select * from sync.patients where id > ? and id <= ?) p");
        var write =
            connection.prepareStatement(
                "insert into sync.copy select * from json_populate_recordset(null::sync.copy,"
                    + " ?::json) on conflict (organization_id, cliniko_patient_id) do update set"
                    + " content_hash = excluded.content_hash")) {
      double last = number("select max(id) from sync.patients");
      for (long id = 0; id < last; id += BATCH) {
        read.setLong(1, id);
        read.setLong(2, id + BATCH);
        var rows = read.executeQuery();
        rows.next();
        write.setString(1, rows.getString(1));
        long begin = System.nanoTime();
        write.execute();
        spent += System.nanoTime() - begin;
      }
    }
    return patients / (spent / 1e9);
  }

  long count(String table) throws SQLException {
    return (long) number("select count(*) from " + table);
  }

  long patients(String organization) throws SQLException {
    return (long)
        number("select count(*) from sync.patients where organization_id = ?", organization);
  }

  private double number(String sql, String... arguments) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      var rows = statement.executeQuery();
      rows.next();
      return rows.getDouble(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
