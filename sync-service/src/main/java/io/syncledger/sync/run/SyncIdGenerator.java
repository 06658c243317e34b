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

/** Names runs: {@code sync_ORGANIZATION_yyyyMMdd_HHmmss_xxxxxx}, in UTC, the rest by chance. */
@Singleton
final class SyncIdGenerator {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 6;

  private final RandomGenerator random;

  SyncIdGenerator(@Named("sync-ids") RandomGenerator random) {
    this.random = random;
  }

  SyncId next(OrganizationId organizationId, Instant at) {
    var suffix =
        random
            .ints(RANDOM_LENGTH, 0, LETTERS.length())
            .mapToObj(i -> LETTERS.substring(i, i + 1))
            .collect(Collectors.joining());
    return new SyncId("sync_" + organizationId + "_" + SECOND.format(at) + "_" + suffix);
  }

  /** Where the chance comes from. */
  @Factory
  static final class RandomFactory {
    @Singleton
    @Named("sync-ids")
    RandomGenerator random() {
      return new SecureRandom();
    }
  }
}
