package io.syncledger.query.monitoring;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;

/**
 * The columns of {@code sync_logs} that lists of runs need.
 *
 * @param id grows with the start of runs
 * @param state as JSON
 */
@MappedEntity("sync_logs")
record RunListRow(long id, @Id String syncId, String state) {

  RunState toRun() {
    return EventJson.read(state.getBytes(StandardCharsets.UTF_8), RunState.class);
  }
}
