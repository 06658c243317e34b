package io.syncledger.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock plus what a test has added to it. Safe for use by many threads. */
public class OffsetClock extends Clock {
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  /** Moves the clock forward; it keeps running from there. */
  public final void advance(Duration by) {
    offset.updateAndGet(by::plus);
  }

  @Override
  public final Instant instant() {
    return Clock.systemUTC().instant().plus(offset.get());
  }

  @Override
  public final ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public final Clock withZone(ZoneId zone) {
    return this;
  }
}
