package io.syncledger.query.errors;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.query.annotations.AnnotationPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets operators declare that a failure needs no more attention. */
@Controller("/api/v1/errors")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResolveController {
  private final FailureRepository failures;
  private final AnnotationPublisher annotations;
  private final Clock clock;

  ResolveController(FailureRepository failures, AnnotationPublisher annotations, Clock clock) {
    this.failures = failures;
    this.annotations = annotations;
    this.clock = clock;
  }

  /**
   * @param resolvedAt when it was first resolved, by anybody
   */
  @Serdeable
  record Resolved(
      String id, String organizationId, String service, boolean resolved, Instant resolvedAt) {}

  /**
   * Declares a failure resolved; a repetition changes nothing. Its id is {@code sync_id/sequence}.
   */
  @Post("/{sync_id}/{sequence}/resolve")
  Resolved resolve(
      @PathVariable("sync_id") SyncId syncId,
      @PathVariable long sequence,
      @Nullable @Header("X-Organization-ID") OrganizationId organizationId,
      Caller caller) {
    if (sequence < 0) {
      throw unknown();
    }
    return resolve(new EventId(syncId, sequence).toString(), organizationId, caller);
  }

  /** The same for an id whose slash is escaped. */
  @Post("/{id}/resolve")
  Resolved resolve(
      @PathVariable String id,
      @Nullable @Header("X-Organization-ID") OrganizationId organizationId,
      Caller caller) {
    var among = organizationId == null ? caller.organizations() : Set.of(organizationId);
    var failure = find(among, id);
    var organization = new OrganizationId(failure.organizationId());
    if (failure.resolvedAt() == null) {
      var stream = new StreamKey(organization, new ServiceName(failure.service()));
      annotations.errorResolved(stream, failure.id(), caller.subject());
    }
    return new Resolved(
        failure.id(),
        failure.organizationId(),
        failure.service(),
        true,
        Objects.requireNonNullElseGet(failure.resolvedAt(), clock::instant));
  }

  private Failure find(Set<OrganizationId> among, String id) {
    return failures
        .find(among.stream().map(OrganizationId::value).toList(), id)
        .orElseThrow(ResolveController::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such error");
  }
}
