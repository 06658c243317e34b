package io.syncledger.sync.run.execution;

/** The source's answers contradict each other; the description says how, in counts alone. */
public final class InconsistentSourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String description;

  InconsistentSourceException(String sentence) {
    super(sentence, null, false, true);
    this.description = sentence;
  }

  public String description() {
    return description;
  }
}
