package io.syncledger.sync.consistency;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.http.Problem;
import io.syncledger.sync.organizations.Organizations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The checks of every organization; for each service, one runs at a time. */
@Singleton
final class CheckStore {
  private static final Duration IDEMPOTENCY_WINDOW = Duration.ofHours(24);

  /** The last request of a check may wait this long for the source's rate limit. */
  private static final Duration LAST_REQUEST_GRACE = Duration.ofMinutes(20);

  private final TransactionOperations<Connection> transactions;
  private final CheckRepository repository;
  private final Organizations organizations;
  private final ConsistencySettings settings;
  private final Clock clock;

  CheckStore(
      @Named("sync") TransactionOperations<Connection> transactions,
      CheckRepository rows,
      Organizations organizations,
      ConsistencySettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.repository = rows;
    this.organizations = organizations;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param check the one that was begun, or that is running
   */
  record BeginResult(CheckRow check, boolean begun) {}

  /**
   * Begins a check, unless one is running or the idempotency key was used within 24 hours.
   *
   * @param after the sync that the check follows, if any
   * @throws Problem 404 when there is no such organization
   */
  BeginResult begin(StreamKey key, @Nullable SyncId after, @Nullable String idempotencyKey) {
    return transactions.executeWrite(
        _ -> {
          if (!organizations.lock(key.organizationId())) {
            throw Problem.notFound("There is no such organization");
          }
          var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          return findByIdempotencyKey(key, idempotencyKey, now)
              .or(() -> running(key, now))
              .map(before -> new BeginResult(before, false))
              .orElseGet(() -> new BeginResult(insert(key, after, idempotencyKey, now), true));
        });
  }

  /** The newest one, running or not. */
  Optional<CheckRow> latest(StreamKey key) {
    return repository.latest(key.organizationId().value(), key.service().value());
  }

  /** Whether a check counts as running although its instance must have died. */
  boolean isAbandoned(CheckRow check, Instant now) {
    return check.isRunning()
        && check.startedAt().plus(settings.timeLimit()).plus(LAST_REQUEST_GRACE).isBefore(now);
  }

  private Optional<CheckRow> findByIdempotencyKey(
      StreamKey key, @Nullable String idempotencyKey, Instant now) {
    return idempotencyKey == null
        ? Optional.empty()
        : repository.findByIdempotencyKey(
            key.organizationId().value(), idempotencyKey, now.minus(IDEMPOTENCY_WINDOW));
  }

  private Optional<CheckRow> running(StreamKey key, Instant now) {
    var running = repository.running(key.organizationId().value(), key.service().value());
    if (running.isPresent() && isAbandoned(running.get(), now)) {
      repository.abandon(running.get().checkId(), now);
      return Optional.empty();
    }
    return running;
  }

  private CheckRow insert(
      StreamKey key, @Nullable SyncId after, @Nullable String idempotencyKey, Instant now) {
    var row =
        new CheckRow(
            UUID.randomUUID().toString(),
            key.organizationId().value(),
            key.service().value(),
            after == null ? null : after.value(),
            idempotencyKey,
            CheckStatus.RUNNING.toString(),
            now,
            null,
            null);
    repository.insert(row);
    return row;
  }
}
