package io.syncledger.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusViewsTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId("org_1");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void an_organization_that_never_synced_is_recommended_to_sync() {
    var status = SyncStatusView.of(null, null, HOUR, RunLog.NOON);

    assertThat(status.status()).isEqualTo("never_synced");
    assertThat(status.syncRecommended()).isTrue();
    assertThat(status.lastSuccessfulSyncHuman()).isNull();
  }

  @Test
  void a_running_sync_shows_its_progress_and_its_eta() {
    var run = RunLog.of("org_1", "s").started().page(100, 400).page(100, 400).state();
    var status = SyncStatusView.of(run, null, HOUR, run.lastEventAt());

    assertThat(status.status()).isEqualTo("syncing");
    assertThat(status.progress()).isEqualTo(52);
    assertThat(status.eta()).isEqualTo("4 sec");
    assertThat(status.syncRecommended()).isFalse();
  }

  @Test
  void data_grows_old_after_one_interval_and_stale_after_two() {
    var run = RunLog.completed("org_1", "s", 10).state();
    var end = run.lastEventAt();

    assertThat(at(run, Duration.ofMinutes(59)).dataFreshness()).isEqualTo("fresh");
    assertThat(at(run, Duration.ofMinutes(61)).dataFreshness()).isEqualTo("aging");
    assertThat(at(run, Duration.ofMinutes(121)).dataFreshness()).isEqualTo("stale");
    assertThat(at(run, Duration.ofHours(2)).lastSuccessfulSyncHuman()).isEqualTo("2 hours ago");
    assertThat(end).isEqualTo(at(run, HOUR).lastSuccessfulSync());
  }

  @Test
  void refused_credentials_are_a_warning_and_disconnect_the_clinic() {
    var run =
        RunLog.failed("org_1", "s", ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED").state();
    var health = health(run);

    var cliniko = ClinikoStatusView.of(ORGANIZATION, health);

    assertThat(cliniko.clinikoConnected()).isFalse();
    assertThat(cliniko.credentialsValid()).isFalse();
    assertThat(cliniko.syncEnabled()).isFalse();
    assertThat(SyncStatusView.of(run, health, HOUR, RunLog.NOON).warnings())
        .contains("The source refuses the credentials; replace them");
  }

  @Test
  void a_success_connects_the_clinic_and_counts_its_patients() {
    var cliniko =
        ClinikoStatusView.of(ORGANIZATION, health(RunLog.completed("org_1", "s", 648).state()));

    assertThat(cliniko.clinikoConnected()).isTrue();
    assertThat(cliniko.totalPatients()).isEqualTo(648);
    assertThat(cliniko.apiRegion()).isEqualTo("au4");
    assertThat(cliniko.syncStatus()).isEqualTo("healthy");
  }

  @Test
  void a_failure_that_is_retried_states_when() {
    var run =
        RunLog.failed("org_1", "s", ErrorType.RATE_LIMITED, "HTTP_429")
            .retryScheduled(2, 60)
            .state();

    assertThat(SyncStatusView.of(run, health(run), HOUR, RunLog.NOON).warnings())
        .containsExactly(
            "The last sync failed: Said by a test", "Attempt 2 begins at 2026-06-30T12:01:02.000Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLINIKO_AUTH_FAILED", "HTTP_401", "HTTP_403"})
  void credentials_that_worked_before_are_invalid_once_they_are_refused(String code) {
    var worked = health(RunLog.completed("org_1", "s", 648).state());
    var refused = RunLog.failed("org_1", "s2", ErrorType.AUTHENTICATION_FAILED, code).state();

    var health = Health.apply(worked, RunOutcome.between(null, refused).orElseThrow());

    assertThat(ClinikoStatusView.of(ORGANIZATION, health).credentialsValid()).isFalse();
    assertThat(ClinikoStatusView.of(ORGANIZATION, health).totalPatients()).isEqualTo(648);
  }

  @Test
  void a_failure_of_another_kind_does_not_affect_the_credentials() {
    var worked = health(RunLog.completed("org_1", "s", 648).state());
    var failed = RunLog.failed("org_1", "s2", ErrorType.RATE_LIMITED, "HTTP_429").state();

    var health = Health.apply(worked, RunOutcome.between(null, failed).orElseThrow());

    assertThat(ClinikoStatusView.of(ORGANIZATION, health).credentialsValid()).isTrue();
  }

  private static SyncStatusView at(RunState run, Duration later) {
    return SyncStatusView.of(run, health(run), HOUR, run.lastEventAt().plus(later));
  }

  private static Health health(RunState run) {
    return Health.apply(null, RunOutcome.between(null, run).orElseThrow());
  }
}
