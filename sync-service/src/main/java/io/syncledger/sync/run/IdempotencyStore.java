package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores the results of requests with an idempotency key, for 24 hours. All methods take part in
 * the transaction that decides about the request, which holds the organization's lock.
 */
@Singleton
final class IdempotencyStore {
  private static final Duration RETENTION = Duration.ofHours(24);

  private final IdempotencyRepository repository;

  IdempotencyStore(IdempotencyRepository repository) {
    this.repository = repository;
  }

  /**
   * Finds the result of an earlier request with the same key.
   *
   * @throws Problem 422 when the key was used for a different request
   */
  Optional<StartResult> find(StartRequest request, Instant now) {
    var key = request.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    var stored = repository.find(request.key().organizationId().value(), key, now.minus(RETENTION));
    if (stored.isPresent() && !stored.get().request().equals(request.fingerprint())) {
      throw new Problem(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "idempotency_key_reused",
          "Idempotency key reused",
          "This Idempotency-Key was used for another request");
    }
    return stored.map(IdempotencyRow::toResult);
  }

  void save(StartRequest request, StartResult result) {
    var key = request.idempotencyKey();
    if (key == null) {
      return;
    }
    var organizationId = request.key().organizationId().value();
    repository.deleteExpired(organizationId, result.answeredAt().minus(RETENTION));
    repository.insert(
        new IdempotencyRow(
            key,
            organizationId,
            request.fingerprint(),
            result.syncId().value(),
            result.started(),
            result.answeredAt()));
  }
}
