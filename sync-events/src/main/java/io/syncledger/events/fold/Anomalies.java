package io.syncledger.events.fold;

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

  Anomalies count(Kind fit) {
    return switch (fit) {
      case REPEATED -> new Anomalies(repeated + 1, afterEnd, skipped);
      case AFTER_END -> new Anomalies(repeated, afterEnd + 1, skipped);
      case NONE, FOREIGN -> this;
    };
  }

  Anomalies skip(long sequences) {
    return sequences == 0 ? this : new Anomalies(repeated, afterEnd, skipped + sequences);
  }
}
