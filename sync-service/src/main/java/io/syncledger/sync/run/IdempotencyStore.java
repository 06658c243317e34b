package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What wishes with an idempotency key were answered. All methods take part in the transaction that
 * decides about the wish, with the organisation locked.
 */
@Singleton
final class IdempotencyStore {
  private static final Duration KEPT = Duration.ofHours(24);

  private final IdempotencyRepository rows;

  IdempotencyStore(IdempotencyRepository rows) {
    this.rows = rows;
  }

  /**
   * The first answer to this very wish, if it was given within 24 hours.
   *
   * @throws Problem 422 when the key was used for another wish
   */
  Optional<StartResult> find(StartRequest request, Instant now) {
    var key = request.idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    var kept = rows.find(request.key().organizationId().value(), key, now.minus(KEPT));
    if (kept.isPresent() && !kept.get().request().equals(request.fingerprint())) {
      throw new Problem(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "idempotency_key_reused",
          "Idempotency key reused",
          "This Idempotency-Key was used for another request");
    }
    return kept.map(IdempotencyRow::toResult);
  }

  void save(StartRequest request, StartResult answer) {
    var key = request.idempotencyKey();
    if (key == null) {
      return;
    }
    var organizationId = request.key().organizationId().value();
    rows.deleteExpired(organizationId, answer.answeredAt().minus(KEPT));
    rows.insert(
        new IdempotencyRow(
            key,
            organizationId,
            request.fingerprint(),
            answer.syncId().value(),
            answer.started(),
            answer.answeredAt()));
  }
}
