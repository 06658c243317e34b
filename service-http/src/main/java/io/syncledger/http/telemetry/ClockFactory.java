package io.syncledger.http.telemetry;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** Provides the only clock of a process; nothing else reads the system time. */
@Factory
final class ClockFactory {
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
