package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The effect of faults of the source on a sync. */
class SourceFaultTest extends SharedService {
  private static final String ROWS = "select count(*) from patients where organization_id = ?";

  @Test
  void short_faults_of_the_source_do_not_fail_the_sync() {
    cliniko.faults().add(SyncDriver.onPage(2, Faults.serverError(503, ErrorBody.HTML)).times(1));
    cliniko.faults().add(SyncDriver.onPage(3, Faults.cutAfter(5_000)).times(1));
    cliniko.faults().add(SyncDriver.onPage(4, Faults.truncatedAfter(5_000)).times(1));
    cliniko.faults().add(SyncDriver.onPage(5, Faults.resetAfter(2_000)).times(1));
    var clinic = TestOrganizations.withCredentials(service);

    var events = SyncDriver.run(service, clinic);

    assertThat(Proof.of(EventLog.fold(events)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, events).apiRequests()).isEqualTo(15);
    assertThat(rows(clinic)).isEqualTo(660);
  }

  @Test
  void a_lasting_fault_fails_the_sync_and_stored_records_remain() {
    cliniko.faults().add(SyncDriver.onPage(3, Faults.serverError(502, ErrorBody.EMPTY)));
    var clinic = TestOrganizations.withCredentials(service);

    var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(service, clinic));

    assertThat(failed.failure().errorCode()).isEqualTo("HTTP_502");
    assertThat(failed.failure().httpStatus()).isEqualTo(502);
    assertThat(failed.recordsProcessed()).isEqualTo(199);
    assertThat(rows(clinic)).isEqualTo(199);
  }

  @Test
  void no_request_is_sent_before_the_rate_limit_of_the_source_resets() {
    var fault =
        SyncDriver.onPage(2, Faults.tooManyRequests(Clock.systemUTC(), Duration.ofSeconds(3)))
            .times(1);
    try (var own = simulator(Clinic.sample648());
        var instance = ServiceInstance.start(database.url(), own.baseUrl(), Map.of())) {
      own.faults().add(fault);
      var clinic = TestOrganizations.withCredentials(instance);

      assertThat(SyncDriver.run(instance, clinic)).last().isInstanceOf(SyncCompleted.class);

      var sentAt = own.traffic().requestTimes();
      assertThat(sentAt).hasSize(12);
      // The reset is given in whole seconds, so it lies 2 to 3 seconds ahead.
      assertThat(Duration.between(sentAt.get(2), sentAt.get(3)))
          .isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_wrong_key_fails_the_sync_after_one_request_and_is_not_retried() {
    try (var own = simulator(Clinic.sample648());
        var instance = ServiceInstance.start(database.url(), own.baseUrl(), Map.of())) {
      var clinic = TestOrganizations.withCredentials(instance, "WRONG-au4");

      var first = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(instance, clinic));
      var second = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(instance, clinic));

      assertThat(first.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
      assertThat(first.failure().httpStatus()).isEqualTo(401);
      assertThat(first.failure().retryable()).isFalse();
      assertThat(second.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
      assertThat(own.traffic().total()).isEqualTo(1);

      TestOrganizations.setCredentials(instance, clinic, TestOrganizations.KEY);
      assertThat(SyncDriver.run(instance, clinic)).last().isInstanceOf(SyncCompleted.class);
    }
  }

  private long rows(StreamKey clinic) {
    return database.queryLong(ROWS, clinic.organizationId().value());
  }
}
