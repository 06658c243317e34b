package io.syncledger.sync.run.state;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.syncledger.events.SyncId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads, moves and deletes the checkpoints of runs. A checkpoint is written together with the
 * fence, by {@link RunStore#saveProgress}; all methods take part in the caller's transaction.
 */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
public interface CheckpointRepository extends GenericRepository<Checkpoint, String> {

  @Query("select step, position, newest, done from run_positions where sync_id = :syncId")
  List<Checkpoint> findAll(String syncId);

  @Query("update run_positions set sync_id = :to where sync_id = :from")
  int move(String from, String to);

  @Query("delete from run_positions where sync_id = :syncId")
  int deleteAll(String syncId);

  /** By step; a step that was not begun has none. */
  default Map<String, Checkpoint> find(SyncId syncId) {
    return findAll(syncId.value()).stream()
        .collect(Collectors.toMap(Checkpoint::step, Function.identity()));
  }

  /** Moves the checkpoints of a run to its next attempt. */
  default void transfer(SyncId from, SyncId to) {
    move(from.value(), to.value());
  }

  /** Deletes the checkpoints of a run that is not retried. */
  default void delete(SyncId syncId) {
    deleteAll(syncId.value());
  }
}
