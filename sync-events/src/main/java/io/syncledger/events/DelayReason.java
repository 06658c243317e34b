package io.syncledger.events;

/** Why a run waits for the source. */
public enum DelayReason {
  /** The source admits only so many requests a minute. */
  RATE_LIMITED,
  /** The source did not answer, or said that it cannot for now; it will be asked again. */
  SOURCE_UNAVAILABLE;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
