package io.syncledger.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks what may be claimed of a service. */
class HealthAssessmentTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final HealthAssessment NOW = new HealthAssessment(HOUR, null);
  private static final Instant END = RunLog.NOON.plusSeconds(3);

  @Test
  void the_last_good_status_is_not_repeated_while_the_views_lag() {
    var lagging = new HealthAssessment(HOUR, Duration.ofSeconds(45));
    var green = known(RunLog.completed("org_1", "sync_1", 100));

    assertThat(NOW.status(green)).isEqualTo(Health.Status.HEALTHY);
    assertThat(lagging.status(green)).isEqualTo(Health.Status.UNKNOWN);
    assertThat(lagging.isHealthy(green)).isFalse();
    assertThat(lagging.unknownReason(green)).isEqualTo("The views are 45 seconds behind the log");
    assertThat(HealthView.of("org_1", green, lagging, END).lastKnownStatus()).isEqualTo("healthy");
  }

  @Test
  void it_states_what_would_change_the_status() {
    var failed = RunLog.failed("org_1", "sync_1", ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
    var refused =
        RunLog.failed("org_1", "sync_2", ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED");

    assertThat(NOW.wouldTurnBack(known(RunLog.completed("org_1", "sync_1", 100))))
        .isEqualTo("3 failed syncs in a row would make it unhealthy");
    assertThat(NOW.wouldTurnBack(known(failed)))
        .isEqualTo(
            "One successful sync would make it healthy;"
                + " 2 failed syncs more in a row would make it unhealthy");
    assertThat(NOW.wouldTurnBack(known(failed, failed, refused)))
        .isEqualTo(
            "New credentials, since the source refuses these, and one successful sync would make"
                + " it healthy");
  }

  @Test
  void the_next_sync_is_one_interval_after_the_last_unless_a_retry_is_announced() {
    var green = known(RunLog.completed("org_1", "sync_1", 100));
    var announced =
        new ServiceHealth(green.service(), green.health(), 0, END.plusSeconds(62), List.of());

    assertThat(green.nextSync(HOUR)).isEqualTo(END.plus(HOUR));
    assertThat(announced.nextSync(HOUR)).isEqualTo(END.plusSeconds(62));
  }

  @Test
  void no_sync_is_expected_while_the_source_refuses_the_credentials() {
    var refused =
        known(
            RunLog.failed(
                "org_1", "sync_1", ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED"));

    assertThat(refused.nextSync(HOUR)).isNull();
  }

  @Test
  void the_health_of_a_service_without_a_run_is_unknown() {
    var nothing = new ServiceHealth(new ServiceName("todoist"), null, 0, null, List.of());
    var view = HealthView.of("org_1", nothing, NOW, END);

    assertThat(view.status()).isEqualTo("unknown");
    assertThat(view.reason()).isEqualTo("No sync has ended yet");
    assertThat(view.isHealthy()).isFalse();
    assertThat(view.because()).isEmpty();
  }

  private static ServiceHealth known(RunLog... runs) {
    @Nullable Health health = null;
    for (var run : runs) {
      health = Health.apply(health, RunOutcome.between(null, run.state()).orElseThrow());
    }
    return new ServiceHealth(new ServiceName("cliniko"), health, 0, null, List.of());
  }
}
