package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.Trigger;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.sync.Log;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncTest {
  private final Database database = Database.create();
  private ClinikoSimulator cliniko;
  private Instance service;

  @BeforeAll
  void start() {
    cliniko = ClinikoSimulator.builder().apiKey(Clinics.KEY).rateLimit(RateLimit.none()).start();
    service = Instance.start(database.url(), cliniko.baseUrl(), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @Test
  void a_sync_of_648_patients_is_complete_and_proven() {
    var clinic = Clinics.connected(service);

    var events = sync(clinic);

    assertThat(events).first().isInstanceOf(SyncStarted.class);
    assertThat(events).last().isInstanceOf(SyncCompleted.class);
    assertThat(events.stream().filter(PageFetched.class::isInstance)).hasSize(7);
    assertThat(events.stream().filter(PatientsUpserted.class::isInstance)).hasSize(7);
    assertThat(events).extracting(event -> event.envelope().sequence()).isSorted();
    var proof = Proof.of(Log.fold(events));
    assertThat(proof.verdict()).as("%s", proof).isEqualTo(Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(648, 648, 0, 0, 0));
    assertThat(
            database.number(
                "select count(*) from patients where organization_id = ?",
                clinic.organizationId().value()))
        .isEqualTo(648);
  }

  private List<SyncEvent> sync(StreamKey clinic) {
    var answer =
        service
            .get(StartRun.class)
            .start(new StartRequest(clinic, Mode.PATIENTS_ONLY, Trigger.MANUAL, null));
    assertThat(answer.started()).isTrue();
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                Log.events(clinic.organizationId()).stream()
                    .filter(event -> event.envelope().syncId().equals(answer.syncId()))
                    .toList(),
            events -> !events.isEmpty() && events.getLast() instanceof SyncEvent.Terminal);
  }
}
