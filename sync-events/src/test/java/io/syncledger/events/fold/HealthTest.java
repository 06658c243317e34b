package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.EventId;
import io.syncledger.events.SyncId;
import io.syncledger.events.fixture.RunLog;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final RunLog SUCCESS = RunLog.completed("org_1", "sync_ok", 20);

  @Test
  void a_success_makes_a_service_healthy_because_of_its_completion() {
    var health = after(SUCCESS);

    assertThat(health.status()).isEqualTo(Health.Status.HEALTHY);
    assertThat(health.because()).containsExactly(new EventId(new SyncId("sync_ok"), 3));
    assertThat(health.totals()).containsEntry("patients", 20L);
    assertThat(health.apiRegion()).isEqualTo("au4");
    assertThat(health.credentialsValid()).isTrue();
  }

  @Test
  void the_third_failure_in_a_row_makes_it_unhealthy_and_names_the_three() {
    var health = after(SUCCESS, failure("a"), failure("b"), failure("c"));

    assertThat(health.status()).isEqualTo(Health.Status.UNHEALTHY);
    assertThat(health.isHealthy()).isFalse();
    assertThat(health.consecutiveFailures()).isEqualTo(3);
    assertThat(health.because()).extracting(EventId::toString).containsExactly("a/1", "b/1", "c/1");
  }

  @Test
  void two_failures_degrade_it_and_one_success_restores_it() {
    assertThat(after(SUCCESS, failure("a"), failure("b")).status())
        .isEqualTo(Health.Status.DEGRADED);
    assertThat(after(failure("a"), failure("b"), failure("c"), SUCCESS).status())
        .isEqualTo(Health.Status.HEALTHY);
  }

  @Test
  void an_unproven_completion_counts_as_a_failure() {
    var unproven = RunLog.of("org_1", "sync_1").started().page(34, 648).completed();

    assertThat(after(SUCCESS, unproven).consecutiveFailures()).isEqualTo(1);
    assertThat(after(SUCCESS, unproven).totals()).containsEntry("patients", 20L);
  }

  @Test
  void a_cancelled_run_neither_adds_to_the_failures_nor_ends_them() {
    var cancelled = RunLog.of("org_1", "sync_1").started().cancelled();

    assertThat(after(failure("a"), cancelled).consecutiveFailures()).isEqualTo(1);
    assertThat(after(cancelled).status()).isEqualTo(Health.Status.UNKNOWN);
  }

  @Test
  void refused_credentials_stay_invalid_until_a_run_succeeds() {
    var refused =
        RunLog.failed("org_1", "r", ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED");

    assertThat(after(SUCCESS, refused, failure("x")).credentialsValid()).isFalse();
    assertThat(after(refused, SUCCESS).credentialsValid()).isTrue();
  }

  private static RunLog failure(String syncId) {
    return RunLog.failed("org_1", syncId, ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
  }

  private static Health after(RunLog... runs) {
    Health health = null;
    for (var run : List.of(runs)) {
      health = Health.apply(health, RunOutcome.between(null, run.state()).orElseThrow());
    }
    return Objects.requireNonNull(health);
  }
}
