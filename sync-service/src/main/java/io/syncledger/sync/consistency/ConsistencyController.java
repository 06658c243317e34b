package io.syncledger.sync.consistency;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.sync.run.IdempotencyKey;
import io.syncledger.sync.source.Sources;
import org.jspecify.annotations.Nullable;

/** Whether local records are what the source has. */
@Controller("/api/v1/consistency/{organization_id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConsistencyController {
  private final ConsistencyChecker check;
  private final CheckStore checks;
  private final CheckViewFactory views;
  private final Sources sources;

  ConsistencyController(
      ConsistencyChecker check, CheckStore checks, CheckViewFactory views, Sources sources) {
    this.sources = sources;
    this.check = check;
    this.checks = checks;
    this.views = views;
  }

  /** Starts a check, to be followed by reading the latest one; only one runs at a time. */
  @Post("/check")
  @Secured(Role.OPERATOR)
  HttpResponse<CheckView> check(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var row = check.start(key(organizationId), null, IdempotencyKey.validate(idempotencyKey));
    return HttpResponse.<CheckView>accepted()
        .header(HttpHeaders.LOCATION, "/api/v1/consistency/" + organizationId + "/latest")
        .body(views.of(row));
  }

  /** The newest check: running, or what it found. Names of fields only, no values. */
  @Get("/latest")
  @Secured(Role.VIEWER)
  CheckView latest(@PathVariable("organization_id") OrganizationId organizationId) {
    return checks
        .latest(key(organizationId))
        .map(views::of)
        .orElseThrow(() -> Problem.notFound("This organization was never checked"));
  }

  private StreamKey key(OrganizationId organizationId) {
    return new StreamKey(organizationId, sources.primary().service());
  }
}
