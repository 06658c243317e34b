package io.syncledger.sync.run.walk;

/** What the source gave contradicts itself; the sentence says how, in counts alone. */
public final class UnprovenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  UnprovenException(String sentence) {
    super(sentence, null, false, true);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
