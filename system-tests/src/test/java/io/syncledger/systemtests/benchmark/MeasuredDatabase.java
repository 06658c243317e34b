package io.syncledger.systemtests.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the service's tables say. */
record MeasuredDatabase(String url, Connection connection) implements AutoCloseable {
  private static final int BATCH = 100;
  private static final String RECORDS =
      "((body ->> 'inserted')::int + (body ->> 'updated')::int + (body ->> 'unchanged')::int)";

  MeasuredDatabase(String url) throws SQLException {
    this(url, DriverManager.getConnection(url));
  }

  boolean ended(String syncId) throws SQLException {
    return number(
            "select count(*) from sync.outbox where event_id like ? and type ~"
                + " 'Sync(Completed|Failed|Cancelled)'",
            syncId + "/%")
        == 1;
  }

  boolean completed(String syncId) throws SQLException {
    return number(
            "select count(*) from sync.outbox where event_id like ? and type like"
                + " '%SyncCompleted%'",
            syncId + "/%")
        == 1;
  }

  /** From a run's first event to its last. */
  double seconds(String syncId) throws SQLException {
    return number(
        "select extract(epoch from max(created_at) - min(created_at)) from sync.outbox"
            + " where event_id like ?",
        syncId + "/%");
  }

  /** How many patients a second were stored in each tenth of a run. */
  List<Double> patientsPerSecondByTenths(String syncId) throws SQLException {
    var sql =
        """
        with stored as (
          select created_at, sum(%s) over (order by id) as records
          from sync.outbox where event_id like ? and type like '%%PatientsUpserted%%'),
        tenths as (
          select ceil(records * 10.0 / (select max(records) from stored)) as tenth,
            min(records) as least, max(records) as most, max(created_at) as last
          from stored group by 1)
        select (most - coalesce(lag(most) over (order by tenth), least))
          / extract(epoch from last - coalesce(lag(last) over (order by tenth),
              (select min(created_at) from stored)))
        from tenths order by tenth
        """
            .formatted(RECORDS);
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, syncId + "/%");
      var rows = statement.executeQuery();
      var rates = new ArrayList<Double>();
      while (rows.next()) {
        rates.add(rows.getDouble(1));
      }
      return rates;
    }
  }

  /** Does what the database would do beside the next run for those before it. */
  void tidy() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("vacuum (analyze) sync.patients");
      statement.execute("checkpoint");
    }
  }

  /** How many patients a run has stored. */
  long stored(String syncId) throws SQLException {
    return (long)
        number(
            "select coalesce(sum("
                + RECORDS
                + "), 0) from sync.outbox where event_id like ?"
                + " and type like '%PatientsUpserted%'",
            syncId + "/%");
  }

  /** How many patients a run stored for each one of another, while both were at work. */
  double storedBeside(String syncId, String other) throws SQLException {
    var sql =
        """
        with stored as (
          select event_id like ? as mine, created_at, %s as records
          from sync.outbox
          where (event_id like ? or event_id like ?) and type like '%%PatientsUpserted%%'),
        runs as (
          select min(created_at) as first, max(created_at) as last from stored group by mine)
        select sum(records) filter (where mine)::float / sum(records) filter (where not mine)
        from stored
        where created_at between (select max(first) from runs) and (select min(last) from runs)
        """
            .formatted(RECORDS);
    return number(sql, syncId + "/%", syncId + "/%", other + "/%");
  }

  /**
   * What the database alone takes for the same rows, sent by a client a hundred at a time, each
   * hundred in a transaction of its own.
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
