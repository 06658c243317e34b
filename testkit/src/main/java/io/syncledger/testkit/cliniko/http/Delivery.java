package io.syncledger.testkit.cliniko.http;

import java.time.Duration;

/** The way in which the bytes of a response are sent. */
public sealed interface Delivery {

  Delivery WHOLE = new Whole();

  /** All at once. */
  record Whole() implements Delivery {}

  /**
   * The first bytes of the body, then the connection ends.
   *
   * @param reset with a TCP reset instead of a clean close
   */
  record CutAfter(int bytes, boolean reset) implements Delivery {}

  /** Nothing: the connection ends before the first byte. */
  record Nothing() implements Delivery {}

  /** A few bytes at a time, with pauses. */
  record Drip(int bytes, Duration pause) implements Delivery {}
}
