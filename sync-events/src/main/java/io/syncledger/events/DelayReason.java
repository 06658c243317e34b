package io.syncledger.events;

/** The reason for which a run waits for the source. */
public enum DelayReason {
  /** The source limits the requests per minute. */
  RATE_LIMITED,
  /** The source does not respond or reports an outage; the request will be sent again. */
  SOURCE_UNAVAILABLE;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
