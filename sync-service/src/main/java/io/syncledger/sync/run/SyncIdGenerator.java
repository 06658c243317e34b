package io.syncledger.sync.run;

import io.micronaut.context.annotation.Factory;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncId;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Generates sync ids: {@code sync_ORGANIZATION_yyyyMMdd_HHmmss_xxxxxx}, in UTC, x random. */
@Singleton
final class SyncIdGenerator {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 6;

  private final RandomGenerator random;

  SyncIdGenerator(@Named("secure-random") RandomGenerator random) {
    this.random = random;
  }

  SyncId next(OrganizationId organizationId, Instant at) {
    var suffix =
        random
            .ints(RANDOM_LENGTH, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining());
    return new SyncId("sync_" + organizationId + "_" + SECOND.format(at) + "_" + suffix);
  }

  /** Provides the source of randomness. */
  @Factory
  static final class RandomFactory {
    @Singleton
    @Named("secure-random")
    RandomGenerator random() {
      return new SecureRandom();
    }
  }
}
