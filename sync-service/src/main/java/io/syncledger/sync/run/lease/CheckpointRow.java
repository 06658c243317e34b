package io.syncledger.sync.run.lease;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A part of a row of {@code run_positions}: a run's place in one step. */
@MappedEntity("run_positions")
record CheckpointRow(@Id String step, String position, @Nullable Instant newest, boolean done) {

  Checkpoint checkpoint() {
    return new Checkpoint(step, position, newest, done);
  }
}
