package io.syncledger.sync.run.letters;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.EventId;
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The letters of records, as runs write them: opened when a record is rejected, closed when a later
 * run takes it over. All methods take part in a transaction.
 */
@Singleton
public final class DeadLetterStore {
  private final JdbcOperations database;

  DeadLetterStore(@Named("sync") JdbcOperations database) {
    this.database = database;
  }

  /**
   * Where a letter's story is told.
   *
   * @param event the RecordsRejected event
   */
  public record Origin(EventId event, int page, Instant at) {}

  /** A record that a redrive is to fetch. */
  public record Claim(String resource, String recordId) {}

  /** Opens letters, or says in those that are open why the record was rejected again. */
  public void open(Run run, SourceResource list, List<Rejection> rejects, Origin origin) {
    for (var reject : rejects) {
      var id = reject.recordId();
      database.prepareStatement(
          id == null ? LetterSql.OPEN_NAMELESS : LetterSql.OPEN,
          statement -> {
            int next = owner(statement, 1, run);
            statement.setString(next++, run.syncId().value());
            statement.setString(next++, list.resource());
            if (id != null) {
              statement.setString(next++, id);
            }
            statement.setString(next++, reject.errorType());
            statement.setString(next++, reject.reason());
            statement.setTimestamp(next++, Timestamp.from(origin.at()));
            statement.setString(next++, origin.event().toString());
            statement.setInt(next, origin.page());
            return statement.executeUpdate();
          });
    }
  }

  /** These records were taken over: whatever letters they have are closed. */
  public void close(Run run, SourceResource list, Collection<String> recordIds, Instant at) {
    database.prepareStatement(
        LetterSql.CLOSE,
        statement -> {
          statement.setString(1, run.syncId().value());
          statement.setTimestamp(2, Timestamp.from(at));
          records(statement, owner(statement, 3, run), list, recordIds);
          return statement.executeUpdate();
        });
  }

  /** These records are not at the source: their letters stay open and say so. */
  public void markMissing(Run run, SourceResource list, Collection<String> recordIds) {
    database.prepareStatement(
        LetterSql.MISSING,
        statement -> {
          records(statement, owner(statement, 1, run), list, recordIds);
          return statement.executeUpdate();
        });
  }

  /**
   * A run is to fetch the records of these letters.
   *
   * @return how many of them are open
   */
  public int claim(Run run, List<Long> letters) {
    return database.prepareStatement(
        LetterSql.CLAIM,
        statement -> {
          statement.setString(1, run.syncId().value());
          statement.setArray(
              2, statement.getConnection().createArrayOf("bigint", letters.toArray()));
          owner(statement, 3, run);
          return statement.executeUpdate();
        });
  }

  /** What a run is to fetch, if it is a redrive; in the order of list and id. */
  public List<Claim> findClaimed(Run run) {
    return database.prepareStatement(
        LetterSql.CLAIMED,
        statement -> {
          statement.setString(1, run.syncId().value());
          statement.setString(2, run.key().organizationId().value());
          var claims = new ArrayList<Claim>();
          try (var result = statement.executeQuery()) {
            while (result.next()) {
              claims.add(new Claim(result.getString("resource"), result.getString("record_id")));
            }
          }
          return List.copyOf(claims);
        });
  }

  /** The next attempt of a redrive fetches what is left of it. */
  public boolean handOver(SyncId failed, SyncId next) {
    return database.prepareStatement(
        LetterSql.PASS,
        statement -> {
          statement.setString(1, next.value());
          statement.setString(2, failed.value());
          return statement.executeUpdate() > 0;
        });
  }

  private static int owner(PreparedStatement statement, int next, Run run) throws SQLException {
    statement.setString(next, run.key().organizationId().value());
    statement.setString(next + 1, run.key().service().value());
    return next + 2;
  }

  private static void records(
      PreparedStatement statement, int next, SourceResource list, Collection<String> recordIds)
      throws SQLException {
    statement.setString(next, list.resource());
    statement.setArray(
        next + 1, statement.getConnection().createArrayOf("text", recordIds.toArray()));
  }
}
