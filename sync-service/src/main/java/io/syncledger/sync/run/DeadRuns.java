package io.syncledger.sync.run;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.SyncFailure;
import io.syncledger.sync.run.lease.Run;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Runs that were given up, as dead letters of the kind {@code run} beside the records that were
 * rejected. A redrive of one is a new start of the same mode.
 */
@Singleton
final class DeadRuns {
  private static final String INSERT =
      """
      insert into rejected_records (kind, organization_id, service, sync_id, error_type, reason,
        rejected_at)
      values ('run', ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcOperations database;

  DeadRuns(@Named("sync") JdbcOperations database) {
    this.database = database;
  }

  /** In the transaction that is under way. */
  void add(Run run, SyncFailure failure, Instant at) {
    database.prepareStatement(
        INSERT,
        statement -> {
          statement.setString(1, run.key().organizationId().value());
          statement.setString(2, run.key().service().value());
          statement.setString(3, run.syncId().value());
          statement.setString(4, failure.errorType().toString());
          statement.setString(5, failure.message());
          statement.setTimestamp(6, Timestamp.from(at));
          return statement.executeUpdate();
        });
  }
}
