package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events that did not fit a run and were therefore not applied.
 *
 * @param repeated delivered again, or overtaken by a later one
 * @param afterEnd arrived after the run had ended
 * @param skipped sequence numbers missing before the end of the run; what is missing after the end
 *     says nothing about its success
 */
public record Anomalies(long repeated, long afterEnd, long skipped) {

  /** How an event relates to a run. */
  public enum Kind {
    NONE,
    REPEATED,
    AFTER_END,
    FOREIGN
  }

  public static final Anomalies NONE = new Anomalies(0, 0, 0);

  /** Classifies an event by the state that it would be applied to. */
  public static Kind classify(@Nullable RunState state, SyncEvent event) {
    if (state == null) {
      return Kind.NONE;
    }
    if (!state.belongsToRun(event.envelope())) {
      return Kind.FOREIGN;
    }
    if (event.envelope().sequence() <= state.lastSequence()) {
      return Kind.REPEATED;
    }
    boolean ends = state.status().ended() && !(event instanceof SyncEvent.Annotation);
    return ends ? Kind.AFTER_END : Kind.NONE;
  }

  Anomalies count(Kind kind) {
    return switch (kind) {
      case REPEATED -> new Anomalies(repeated + 1, afterEnd, skipped);
      case AFTER_END -> new Anomalies(repeated, afterEnd + 1, skipped);
      case NONE, FOREIGN -> this;
    };
  }

  Anomalies skip(long sequences) {
    return sequences == 0 ? this : new Anomalies(repeated, afterEnd, skipped + sequences);
  }
}
