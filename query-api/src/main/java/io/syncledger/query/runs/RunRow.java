package io.syncledger.query.runs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;

/**
 * The columns of {@code sync_logs} that reads of single runs need.
 *
 * @param sourcePartition of the record in {@code sync.runs} that holds this state
 * @param state as JSON
 */
@MappedEntity("sync_logs")
public record RunRow(@Id String syncId, int sourcePartition, long sourceOffset, String state) {

  /** Decodes the folded state. */
  public RunState toRun() {
    return EventJson.read(state.getBytes(StandardCharsets.UTF_8), RunState.class);
  }
}
