package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where the scheduler's chance comes from. */
@Factory
final class Jitter {
  static final String SCHEDULE = "schedule";

  @Singleton
  @Named(SCHEDULE)
  RandomGenerator random() {
    return new SplittableRandom();
  }
}
