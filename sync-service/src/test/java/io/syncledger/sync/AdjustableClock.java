package io.syncledger.sync;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.syncledger.testkit.time.OffsetClock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Replaces a service's clock by one that a test can move forward. */
@Singleton
@Replaces(Clock.class)
@Requires(property = "test.clock", value = "moving")
public final class AdjustableClock extends OffsetClock {
  public static final Map<String, Object> SETTING = Map.of("test.clock", "moving");
}
