package io.syncledger.query.runs;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;

/**
 * What the reads need of a row of {@code sync_logs}.
 *
 * @param sourcePartition of the record in {@code sync.runs} that the state is from
 * @param state as JSON
 */
@MappedEntity("sync_logs")
public record RunRow(@Id String syncId, int sourcePartition, long sourceOffset, String state) {

  public RunState run() {
    return EventJson.read(state.getBytes(StandardCharsets.UTF_8), RunState.class);
  }
}
