package io.syncledger.sync.run.state;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a run in one step of its plan: a part of a row of {@code run_positions}.
 *
 * @param position where to continue; only the step knows its meaning
 * @param newest the latest change that the step has seen; null for none
 * @param done whether nothing of the step is left
 */
@MappedEntity("run_positions")
public record Checkpoint(@Id String step, String position, @Nullable Instant newest, boolean done) {

  /** Keeps the later one of both latest changes. */
  public Checkpoint mergedWith(Checkpoint before) {
    var seen = before.newest;
    boolean later = seen != null && (newest == null || seen.isAfter(newest));
    return later ? new Checkpoint(step, position, seen, done) : this;
  }
}
