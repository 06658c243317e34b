package io.syncledger.sync.cliniko;

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
import io.syncledger.sync.run.IdempotencyKey;
import io.syncledger.sync.run.RunStarter;
import io.syncledger.sync.run.StartRequest;
import io.syncledger.sync.run.StartResult;
import io.syncledger.sync.source.cliniko.ClinikoSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts syncs with Cliniko. */
@Controller("/api/v1/cliniko")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class ClinikoSyncController {
  private static final List<SyncMode> MODES =
      List.of(SyncMode.COMPREHENSIVE, SyncMode.BASIC, SyncMode.PATIENTS_ONLY);

  private static final Map<SyncMode, String> NAMES =
      Map.of(
          SyncMode.COMPREHENSIVE, "Comprehensive",
          SyncMode.BASIC, "Basic",
          SyncMode.PATIENTS_ONLY, "Patients-only");

  /** RFC 9745: since 2026-01-01. */
  private static final String DEPRECATED_SINCE = "@1767225600";

  private final RunStarter starter;

  ClinikoSyncController(RunStarter starter) {
    this.starter = starter;
  }

  @Serdeable
  record ModeStarted(
      boolean success,
      String message,
      String organizationId,
      String syncMode,
      String syncId,
      Instant timestamp) {}

  @Serdeable
  record AllStarted(
      boolean success, String message, String organizationId, String syncId, Instant timestamp) {}

  /**
   * @param importId the sync's id
   */
  @Serdeable
  record ImportStarted(
      boolean success, String message, String organizationId, String importId, Instant timestamp) {}

  /**
   * Deprecated in favour of {@code sync-all}.
   *
   * @param full whether to fetch all records, not only changed ones
   */
  @Post("/sync/{organization_id}")
  HttpResponse<ModeStarted> sync(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(value = "mode", defaultValue = "comprehensive") String mode,
      @QueryValue(value = "full", defaultValue = "false") String full,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var parsed = QueryParameters.oneOf("mode", mode, MODES);
    var result = start(organizationId, parsed, QueryParameters.flag("full", full), idempotencyKey);
    return HttpResponse.<ModeStarted>accepted()
        .header("Deprecation", DEPRECATED_SINCE)
        .header(
            "Link", "</api/v1/cliniko/sync-all/" + organizationId + ">; rel=\"successor-version\"")
        .body(
            new ModeStarted(
                true,
                NAMES.get(parsed) + " Cliniko sync started successfully",
                organizationId.value(),
                parsed.toString(),
                result.syncId().value(),
                result.answeredAt()));
  }

  /** Every patient, whether active and changed or not. */
  @Post("/sync-all/{organization_id}")
  @Status(HttpStatus.ACCEPTED)
  AllStarted syncAll(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var result = start(organizationId, SyncMode.PATIENTS_ONLY, true, idempotencyKey);
    return new AllStarted(
        true, "Sync started", organizationId.value(), result.syncId().value(), result.answeredAt());
  }

  /** The same as {@code sync-all}, by the name that importing clients know. */
  @Post("/import-patients/{organization_id}")
  @Status(HttpStatus.ACCEPTED)
  ImportStarted importPatients(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Header(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
    var result = start(organizationId, SyncMode.PATIENTS_ONLY, true, idempotencyKey);
    return new ImportStarted(
        true,
        "Patient import started successfully",
        organizationId.value(),
        result.syncId().value(),
        result.answeredAt());
  }

  private StartResult start(
      OrganizationId organizationId, SyncMode mode, boolean full, @Nullable String idempotencyKey) {
    return starter
        .start(
            new StartRequest(
                new StreamKey(organizationId, ClinikoSettings.SERVICE),
                mode,
                full,
                Trigger.MANUAL,
                IdempotencyKey.validate(idempotencyKey)))
        .orThrowConflict();
  }
}
