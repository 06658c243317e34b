package io.syncledger.sync.run.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come in one step of its plan.
 *
 * @param position where to go on; what it means is the step's own affair
 * @param newest the greatest change that the step has seen; null for none
 * @param done whether nothing of the step is left
 */
public record Checkpoint(String step, String position, @Nullable Instant newest, boolean done) {

  /** This one, with what was seen before. */
  public Checkpoint mergedWith(Checkpoint before) {
    var seen = before.newest;
    boolean later = seen != null && (newest == null || seen.isAfter(newest));
    return later ? new Checkpoint(step, position, seen, done) : this;
  }
}
