package io.syncledger.sync.schedule;

import jakarta.inject.Singleton;
import java.util.SplittableRandom;

/** The random numbers that spread scheduled syncs over time. */
@Singleton
final class Jitter {
  private final SplittableRandom random = new SplittableRandom();

  /** A number from -1 to 1. */
  synchronized double next() {
    return random.nextDouble(-1, 1);
  }
}
