package io.syncledger.sync.run.lease;

import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far runs have come. Kept with {@link RunStore#advance(Run, int, Runs.Gain)}; all methods take
 * part in a transaction.
 */
@Singleton
public final class CheckpointRepository {
  private final CheckpointRows rows;

  CheckpointRepository(CheckpointRows rows) {
    this.rows = rows;
  }

  /** By step; a step that was not begun has none. */
  public Map<String, Checkpoint> find(SyncId syncId) {
    return rows.of(syncId.value()).stream()
        .map(CheckpointRow::checkpoint)
        .collect(Collectors.toMap(Checkpoint::step, Function.identity()));
  }

  /** The next attempt goes on where this one ended. */
  public void transfer(SyncId from, SyncId to) {
    rows.move(from.value(), to.value());
  }

  /** Nobody will go on. */
  public void delete(SyncId syncId) {
    rows.forget(syncId.value());
  }
}
