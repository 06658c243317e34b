package io.syncledger.systemtests.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.systemtests.EventLogVerifier;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one database, one of which is killed repeatedly. */
@Order(2)
class TwoInstancesTest {
  @TempDir Path directory;

  @Test
  void eight_organizations_lose_and_repeat_nothing_while_instances_are_killed() throws Exception {
    runScenario(new SoakTestScenario.Size(8, 4, 3, Duration.ofMinutes(5)));
  }

  @Test
  @Tag("benchmark")
  void fifty_organizations_lose_and_repeat_nothing_while_instances_are_killed() throws Exception {
    runScenario(new SoakTestScenario.Size(50, 20, 20, Duration.ofMinutes(30)));
  }

  private void runScenario(SoakTestScenario.Size size) throws Exception {
    try (var scenario = SoakTestScenario.prepare(directory, size)) {
      int kills = scenario.run();
      var organizations = scenario.organizations();
      var ledger = scenario.fixture().ledger();
      ledger.awaitOutboxPublished();

      var events = ledger.assertLogEqualsOutbox(organizations);
      EventLogVerifier.assertOneLiveRunAtATime(events);
      ledger.assertEpochsAreConsecutive();
      var runs = EventLogVerifier.foldWithoutAnomalies(events);
      assertThat(scenario.differences()).isEmpty();
      System.out.printf(
          "%d organisations, %d kills, %d runs: %d completed, %d failed; %d events%n",
          organizations.size(),
          kills,
          runs.size(),
          runs.values().stream().filter(r -> r.ending() instanceof SyncEvent.SyncCompleted).count(),
          runs.values().stream().filter(r -> r.ending() instanceof SyncEvent.SyncFailed).count(),
          events.size());
      assertThat(kills).isGreaterThanOrEqualTo(size.kills());
      assertThat(runs).hasSizeGreaterThanOrEqualTo(size.organizations() * size.runs());
    }
  }
}
