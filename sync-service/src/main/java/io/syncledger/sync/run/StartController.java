package io.syncledger.sync.run;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.http.QueryParameters;
import io.syncledger.http.Role;
import io.syncledger.sync.source.Sources;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts syncs of the primary source. */
@Controller("/api/v1/sync")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class StartController {
  private static final String ORGANIZATION = "X-Organization-ID";

  private final RunStarter starter;
  private final Sources sources;

  StartController(RunStarter starter, Sources sources) {
    this.starter = starter;
    this.sources = sources;
  }

  /**
   * @param syncId the sync that was started, or else the one that is running
   */
  @Serdeable
  record Triggered(
      String message,
      boolean syncStarted,
      String syncId,
      String organizationId,
      Instant timestamp) {}

  @Serdeable
  record Started(
      String message, String syncId, String syncMode, String organizationId, Instant startedAt) {}

  @Post("/trigger")
  HttpResponse<Triggered> trigger(
      @Header(ORGANIZATION) OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var result =
        starter.start(
            new StartRequest(
                new StreamKey(organizationId, sources.primary().service()),
                SyncMode.ACTIVE,
                false,
                Trigger.MANUAL,
                IdempotencyKey.validate(idempotencyKey)));
    var body =
        new Triggered(
            result.started() ? "Sync started successfully" : "A sync is already running",
            result.started(),
            result.syncId().value(),
            organizationId.value(),
            result.answeredAt());
    return result.started() ? HttpResponse.accepted().body(body) : HttpResponse.ok(body);
  }

  /**
   * @param full whether to fetch all records, not only changed ones
   */
  @Post("/start/{organization_id}")
  @Status(HttpStatus.ACCEPTED)
  Started start(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(value = "sync_mode", defaultValue = "active") String syncMode,
      @QueryValue(value = "full", defaultValue = "false") String full,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var mode =
        QueryParameters.oneOf(
            "sync_mode", syncMode, List.of(SyncMode.ACTIVE, SyncMode.COMPREHENSIVE));
    var result =
        starter
            .start(
                new StartRequest(
                    new StreamKey(organizationId, sources.primary().service()),
                    mode,
                    QueryParameters.flag("full", full),
                    Trigger.MANUAL,
                    IdempotencyKey.validate(idempotencyKey)))
            .orThrowConflict();
    return new Started(
        "Sync started successfully in " + mode + " mode",
        result.syncId().value(),
        mode.toString(),
        organizationId.value(),
        result.answeredAt());
  }
}
