package io.syncledger.sync.schedule;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Role;
import io.syncledger.sync.run.IdempotencyKey;
import io.syncledger.sync.source.Sources;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The scheduler, as one organisation sees it. */
@Controller("/api/v1/sync/scheduler")
@ExecuteOn(TaskExecutors.BLOCKING)
class SchedulerController {
  private static final String ORGANIZATION = "X-Organization-ID";

  private final ScheduledSyncStarter sync;
  private final Outlook outlook;
  private final Sources sources;

  SchedulerController(ScheduledSyncStarter sync, Outlook outlook, Sources sources) {
    this.sources = sources;
    this.sync = sync;
    this.outlook = outlook;
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

  /**
   * @param lastSyncTime when the latest sync that has ended did so, however it ended
   * @param schedulerActive whether the organisation is visited: the scheduler is on, and the
   *     organisation has not paused it
   * @param nextSyncTime null when none is to come
   */
  @Serdeable
  record SchedulerStatus(
      String organizationId,
      boolean syncRunning,
      @Nullable Instant lastSyncTime,
      boolean schedulerActive,
      @Nullable Instant nextSyncTime,
      String message) {}

  @Get("/status")
  @Secured(Role.VIEWER)
  SchedulerStatus status(@Header(ORGANIZATION) OrganizationId organizationId) {
    var seen = outlook.of(new StreamKey(organizationId, sources.primary().service()));
    return new SchedulerStatus(
        organizationId.value(),
        seen.running(),
        seen.lastEnd(),
        seen.active(),
        seen.next(),
        "Scheduler status retrieved successfully");
  }

  /** Starts the sync that the schedule is about, without waiting for its time. */
  @Post("/trigger")
  @Secured(Role.OPERATOR)
  HttpResponse<Triggered> trigger(
      @Header(ORGANIZATION) OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var answer =
        sync.start(
            new StreamKey(organizationId, sources.primary().service()),
            IdempotencyKey.validate(idempotencyKey));
    var body =
        new Triggered(
            answer.started()
                ? "Scheduled sync triggered successfully"
                : "A sync is already running",
            answer.started(),
            answer.syncId().value(),
            organizationId.value(),
            answer.answeredAt());
    return answer.started() ? HttpResponse.accepted().body(body) : HttpResponse.ok(body);
  }
}
