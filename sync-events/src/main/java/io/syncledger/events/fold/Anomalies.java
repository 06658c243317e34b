package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events that did not fit a run, counted instead of obeyed.
 *
 * @param repeated delivered again, or overtaken by a later one
 * @param afterEnd arrived after the run had ended
 * @param skipped sequence numbers that never came before a later one did, up to the run's end: what
 *     is missing after it says nothing about its success
 */
public record Anomalies(long repeated, long afterEnd, long skipped) {

  /** What one event is to a run. */
  public enum Kind {
    NONE,
    REPEATED,
    AFTER_END,
    FOREIGN
  }

  public static final Anomalies NONE = new Anomalies(0, 0, 0);

  /** Judges an event against the state it would be applied to. */
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
