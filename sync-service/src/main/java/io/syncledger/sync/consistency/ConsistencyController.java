package io.syncledger.sync.consistency;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.sync.run.IdempotencyKey;
import io.syncledger.sync.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether local records are what the source has. */
@Controller("/api/v1/consistency/{organization_id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConsistencyController {
  private static final CheckReport ABANDONED =
      CheckReport.unverified("WORKER_LOST", "The check's instance stopped during the check");

  private final ConsistencyChecker checker;
  private final CheckStore checks;
  private final Sources sources;
  private final JsonMapper json;
  private final Clock clock;

  ConsistencyController(
      ConsistencyChecker checker,
      CheckStore checks,
      Sources sources,
      JsonMapper json,
      Clock clock) {
    this.checker = checker;
    this.checks = checks;
    this.sources = sources;
    this.json = json;
    this.clock = clock;
  }

  /** Starts a check, to be followed by reading the latest one; only one runs at a time. */
  @Post("/check")
  @Secured(Role.OPERATOR)
  HttpResponse<CheckView> check(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var row = checker.start(key(organizationId), null, IdempotencyKey.validate(idempotencyKey));
    return HttpResponse.<CheckView>accepted()
        .header(HttpHeaders.LOCATION, "/api/v1/consistency/" + organizationId + "/latest")
        .body(view(row));
  }

  /** The newest check: running, or what it found. Names of fields only, no values. */
  @Get("/latest")
  @Secured(Role.VIEWER)
  CheckView latest(@PathVariable("organization_id") OrganizationId organizationId) {
    return checks
        .latest(key(organizationId))
        .map(this::view)
        .orElseThrow(() -> Problem.notFound("This organization was never checked"));
  }

  private CheckView view(CheckRow check) {
    return checks.isAbandoned(check, clock.instant())
        ? CheckView.of(check, CheckStatus.UNVERIFIED, ABANDONED)
        : CheckView.of(check, CheckStatus.parse(check.status()), report(check));
  }

  private CheckReport report(CheckRow check) {
    var text = check.report();
    if (text == null) {
      return check.isRunning() ? new CheckReport(Map.of(), 0, List.of(), List.of()) : ABANDONED;
    }
    try {
      return json.readValue(text, CheckReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StreamKey key(OrganizationId organizationId) {
    return new StreamKey(organizationId, sources.primary().service());
  }
}
