package io.syncledger.query.delivery.queue;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the deliveries of an organization's notifications and restarts them. */
@Controller("/api/v1/alerts/{organization_id}/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeliveriesController {
  private static final Set<String> STATES = Set.of("pending", "delivered", "failed", "cancelled");

  private final DeliveryHistoryRepository repository;
  private final Clock clock;

  DeliveriesController(DeliveryHistoryRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * @param nextCursor null at the end
   */
  @Serdeable
  record DeliveryList(List<DeliveryView> deliveries, @Nullable String nextCursor) {}

  /** Newest first. */
  @Get
  @Secured(Role.VIEWER)
  DeliveryList list(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @QueryValue @Nullable Cursor cursor,
      @QueryValue @Nullable String state) {
    if (state != null && !STATES.contains(state)) {
      throw Problem.badRequest("state", "must be pending, delivered, failed or cancelled");
    }
    long before = cursor == null ? Long.MAX_VALUE : before(cursor);
    var found = repository.list(organizationId.value(), before, state, limit.value() + 1);
    boolean more = found.size() > limit.value();
    var page = more ? found.subList(0, limit.value()) : found;
    return new DeliveryList(page, more ? Cursor.of(page.getLast().id()).encode() : null);
  }

  /** Sends a notification again, to the same channel and under the same id. */
  @Post("/{id}/redeliver")
  @Secured(Role.OPERATOR)
  @Status(HttpStatus.ACCEPTED)
  DeliveryView redeliver(
      @PathVariable("organization_id") OrganizationId organizationId, @PathVariable long id) {
    int restarted = repository.redeliver(organizationId.value(), id, clock.instant());
    var delivery =
        repository
            .find(organizationId.value(), id)
            .orElseThrow(() -> Problem.notFound("There is no such delivery"));
    if (restarted == 0) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "not_redeliverable",
          "Not sent again",
          "An attempt is under way, or a later notification of this alert went to the channel");
    }
    return delivery;
  }

  private static long before(Cursor cursor) {
    try {
      return Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      // The message would repeat what the caller sent.
      throw Cursor.invalid();
    }
  }
}
