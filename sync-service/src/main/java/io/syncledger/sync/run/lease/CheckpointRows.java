package io.syncledger.sync.run.lease;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The statements about {@code run_positions}, but the one that is a part of the fence. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface CheckpointRows extends GenericRepository<CheckpointRow, String> {

  @Query("select step, position, newest, done from run_positions where sync_id = :syncId")
  List<CheckpointRow> of(String syncId);

  @Query("update run_positions set sync_id = :to where sync_id = :from")
  int move(String from, String to);

  @Query("delete from run_positions where sync_id = :syncId")
  int forget(String syncId);
}
