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
import io.syncledger.sync.organizations.SyncSettings;
import io.syncledger.sync.organizations.SyncSettingsStore;
import io.syncledger.sync.run.IdempotencyKey;
import io.syncledger.sync.source.Sources;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows an organization's schedule and starts its scheduled sync at once. */
@Controller("/api/v1/sync/scheduler")
@ExecuteOn(TaskExecutors.BLOCKING)
class SchedulerController {
  private static final String ORGANIZATION = "X-Organization-ID";

  private final ScheduledSyncStarter starter;
  private final ScheduledTaskRepository tasks;
  private final RunHistory history;
  private final SyncSettingsStore settings;
  private final SchedulerSettings scheduler;
  private final Sources sources;
  private final Clock clock;

  SchedulerController(
      ScheduledSyncStarter starter,
      ScheduledTaskRepository tasks,
      RunHistory history,
      SyncSettingsStore settings,
      SchedulerSettings scheduler,
      Sources sources,
      Clock clock) {
    this.starter = starter;
    this.tasks = tasks;
    this.history = history;
    this.settings = settings;
    this.scheduler = scheduler;
    this.sources = sources;
    this.clock = clock;
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
   * @param lastSyncTime when the latest ended sync ended, with any outcome
   * @param schedulerActive whether scheduled syncs start: the scheduler is on and the organization
   *     has not paused it
   * @param nextSyncTime null when none is scheduled
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
    var key = new StreamKey(organizationId, sources.primary().service());
    var chosen = settings.get(organizationId);
    boolean active = scheduler.enabled() && !chosen.paused();
    return new SchedulerStatus(
        organizationId.value(),
        history.latest(key).filter(run -> run.endedAt() == null).isPresent(),
        history.latestEnded(key).map(RunSummary::endedAt).orElse(null),
        active,
        active ? nextSync(key, chosen) : null,
        "Scheduler status retrieved successfully");
  }

  /** An overdue task starts as soon as a scheduler is free, so its time is shown as now. */
  private @Nullable Instant nextSync(StreamKey key, SyncSettings chosen) {
    var now = clock.instant();
    return tasks
        .find(key.toString())
        .map(
            task ->
                task.picked() ? task.executionTime().plus(chosen.interval()) : task.executionTime())
        .map(next -> next.isBefore(now) ? now : next)
        .orElse(null);
  }

  /** Starts the scheduled sync without waiting for its time. */
  @Post("/trigger")
  @Secured(Role.OPERATOR)
  HttpResponse<Triggered> trigger(
      @Header(ORGANIZATION) OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var result =
        starter.start(
            new StreamKey(organizationId, sources.primary().service()),
            IdempotencyKey.validate(idempotencyKey));
    var body =
        new Triggered(
            result.started()
                ? "Scheduled sync triggered successfully"
                : "A sync is already running",
            result.started(),
            result.syncId().value(),
            organizationId.value(),
            result.answeredAt());
    return result.started() ? HttpResponse.accepted().body(body) : HttpResponse.ok(body);
  }
}
