package io.syncledger.sync.run.execution;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;

/** What a run and its earlier attempts could not take over. */
@Singleton
final class RejectedRecordRepository {
  /** More than these are not told apart from what is missing for no reason. */
  private static final int MOST = 10_000;

  private static final String OF =
      """
      with recursive tries as (
        select sync_id, retry_of from sync_runs where sync_id = ?
        union all
        select earlier.sync_id, earlier.retry_of from sync_runs as earlier
        join tries on earlier.sync_id = tries.retry_of)
      select distinct record_id, case when record_id is null then id end as nameless
      from rejected_records
      where organization_id = ? and kind = 'record' and resource = ?
        and sync_id in (select sync_id from tries)
      limit ?
      """;

  private final TransactionOperations<Connection> transactions;
  private final JdbcOperations database;

  RejectedRecordRepository(
      @Named("sync") TransactionOperations<Connection> transactions,
      @Named("sync") JdbcOperations database) {
    this.transactions = transactions;
    this.database = database;
  }

  RejectedIds find(Run run, SourceResource list) {
    return transactions.executeRead(_ -> read(run, list));
  }

  private RejectedIds read(Run run, SourceResource list) {
    return database.prepareStatement(
        OF,
        statement -> {
          statement.setString(1, run.syncId().value());
          statement.setString(2, run.key().organizationId().value());
          statement.setString(3, list.resource());
          statement.setInt(4, MOST);
          var ids = new ArrayList<String>();
          long nameless = 0;
          try (var result = statement.executeQuery()) {
            while (result.next()) {
              var id = result.getString("record_id");
              if (id == null) {
                nameless++;
              } else {
                ids.add(id);
              }
            }
          }
          return RejectedIds.of(list.idFormat(), ids, nameless);
        });
  }
}
