package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartApiTest extends BlockedSyncService {
  @Test
  void trigger_starts_a_sync_and_then_names_the_running_one() {
    var first = trigger("/api/v1/sync/trigger");
    var second = trigger("/api/v1/sync/trigger");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.members())
        .containsExactly("message", "sync_started", "sync_id", "organization_id", "timestamp");
    assertThat(text(first, "message")).isEqualTo("Sync started successfully");
    assertThat(first.json().path("sync_started").booleanValue()).isTrue();
    assertThat(text(first, "organization_id")).isEqualTo(clinic.organizationId().value());
    assertThat(text(first, "timestamp")).matches(INSTANT);
    assertThat(text(first, "sync_id"))
        .matches("sync_" + clinic.organizationId() + "_\\d{8}_\\d{6}_[a-z0-9]{6}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("sync_started").booleanValue()).isFalse();
    assertThat(text(second, "sync_id")).isEqualTo(text(first, "sync_id"));
  }

  @Test
  void the_schedulers_trigger_starts_a_scheduled_sync() {
    var response = trigger("/api/v1/sync/scheduler/trigger");

    assertThat(response.status()).isEqualTo(202);
    assertThat(text(response, "message")).isEqualTo("Scheduled sync triggered successfully");
    assertThat(started(response, "sync_id").trigger()).isEqualTo(Trigger.SCHEDULED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', active, active_patients",
    "?sync_mode=active, active, active_patients",
    "?sync_mode=comprehensive, comprehensive, comprehensive"
  })
  void start_starts_a_sync_in_a_mode(String query, String mode, String operation) {
    var response = post("/api/v1/sync/start/", query);

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.members())
        .containsExactly("message", "sync_id", "sync_mode", "organization_id", "started_at");
    assertThat(text(response, "message"))
        .isEqualTo("Sync started successfully in " + mode + " mode");
    assertThat(text(response, "sync_mode")).isEqualTo(mode);
    assertThat(text(response, "started_at")).matches(INSTANT);
    var started = started(response, "sync_id");
    assertThat(started.operationType()).isEqualTo(operation);
    assertThat(started.apiRegion()).isEqualTo("au4");
    assertThat(started.trigger()).isEqualTo(Trigger.MANUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sync/start/",
        "/api/v1/cliniko/sync-all/",
        "/api/v1/cliniko/sync/",
        "/api/v1/cliniko/import-patients/"
      })
  void a_start_beside_a_running_sync_is_a_conflict_that_names_it(String path) {
    var running = text(trigger("/api/v1/sync/trigger"), "sync_id");

    var response = post(path, "");

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    var details = response.json().path("details");
    assertThat(details.path("error_type").asText()).isEqualTo("sync_already_running");
    assertThat(details.path("sync_id").asText()).isEqualTo(running);
  }

  @ParameterizedTest
  @CsvSource({
    "'', comprehensive, Comprehensive, comprehensive",
    "?mode=basic, basic, Basic, basic_patients",
    "?mode=patients-only, patients-only, Patients-only, full_patients"
  })
  void the_deprecated_endpoint_names_its_successor(
      String query, String mode, String name, String operation) {
    var response = post("/api/v1/cliniko/sync/", query);

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.members())
        .containsExactly(
            "success", "message", "organization_id", "sync_mode", "sync_id", "timestamp");
    assertThat(response.json().path("success").booleanValue()).isTrue();
    assertThat(text(response, "message")).isEqualTo(name + " Cliniko sync started successfully");
    assertThat(text(response, "sync_mode")).isEqualTo(mode);
    assertThat(response.header("Deprecation")).isEqualTo("@1767225600");
    assertThat(response.header("Link"))
        .isEqualTo(
            "</api/v1/cliniko/sync-all/"
                + clinic.organizationId()
                + ">; rel=\"successor-version\"");
    assertThat(started(response, "sync_id").operationType()).isEqualTo(operation);
  }

  @Test
  void sync_all_starts_a_sync_of_every_patient() {
    var response = post("/api/v1/cliniko/sync-all/", "");

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.members())
        .containsExactly("success", "message", "organization_id", "sync_id", "timestamp");
    assertThat(text(response, "message")).isEqualTo("Sync started");
    assertThat(started(response, "sync_id").operationType()).isEqualTo("full_patients");
  }

  @Test
  void an_import_is_a_sync_under_another_name() {
    var response = post("/api/v1/cliniko/import-patients/", "");

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.members())
        .containsExactly("success", "message", "organization_id", "import_id", "timestamp");
    assertThat(text(response, "message")).isEqualTo("Patient import started successfully");
    assertThat(started(response, "import_id").operationType()).isEqualTo("full_patients");
  }
}
