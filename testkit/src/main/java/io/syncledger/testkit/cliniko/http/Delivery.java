package io.syncledger.testkit.cliniko.http;

import java.time.Duration;

/** How a reply's bytes travel. */
public sealed interface Delivery {

  Delivery WHOLE = new Whole();

  /** All of them, at once. */
  record Whole() implements Delivery {}

  /**
   * The first bytes of the body, then the connection ends.
   *
   * @param reset by a TCP reset instead of a clean close
   */
  record CutAfter(int bytes, boolean reset) implements Delivery {}

  /** Not one byte: the connection ends instead. */
  record Nothing() implements Delivery {}

  /** A few bytes at a time, with pauses between. */
  record Drip(int bytes, Duration pause) implements Delivery {}
}
