package io.syncledger.events.fold;

/**
 * Counts the events that did not fit a run and were therefore not applied.
 *
 * @param repeated delivered again, or followed by a later one that was applied first
 * @param afterEnd arrived after the run had ended
 * @param skipped sequence numbers missing before the end of the run; those missing after the end do
 *     not affect its success
 */
public record Anomalies(long repeated, long afterEnd, long skipped) {

  /** The relation of an event to a run; only an event that applies changes its state. */
  public enum EventFit {
    APPLIES,
    REPEATED,
    AFTER_END,
    FOREIGN
  }

  public static final Anomalies NONE = new Anomalies(0, 0, 0);

  Anomalies count(EventFit fit) {
    return switch (fit) {
      case REPEATED -> new Anomalies(repeated + 1, afterEnd, skipped);
      case AFTER_END -> new Anomalies(repeated, afterEnd + 1, skipped);
      case APPLIES, FOREIGN -> this;
    };
  }

  Anomalies skip(long sequences) {
    return sequences == 0 ? this : new Anomalies(repeated, afterEnd, skipped + sequences);
  }
}
