package io.syncledger.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.Anomalies;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.CommittedRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** Checks the service's database and the event log of a set of organizations against each other. */
public final class EventLogVerifier {
  private final Connection database;
  private final String bootstrapServers;

  public EventLogVerifier(Connection database, String bootstrapServers) {
    this.database = database;
    this.bootstrapServers = bootstrapServers;
  }

  /** Waits until every committed event has been published. */
  public void awaitOutboxPublished() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                texts("select event_id from sync.outbox where published_at is null limit 1")
                    .isEmpty());
  }

  /**
   * Asserts that the log contains exactly the committed events, without losses or duplicates, and
   * returns them.
   */
  public List<SyncEvent> assertLogEqualsOutbox(Set<OrganizationId> organizations)
      throws SQLException {
    var events = events(organizations);
    assertThat(events.stream().map(event -> event.envelope().id().toString()))
        .containsExactlyInAnyOrderElementsOf(texts("select event_id from sync.outbox"));
    return events;
  }

  private List<SyncEvent> events(Set<OrganizationId> organizations) {
    var reader = Topics.EVENTS.value().deserializer();
    return CommittedRecords.of(bootstrapServers, Topics.EVENTS.name()).stream()
        .map(record -> reader.deserialize(record.topic(), record.headers(), record.value()))
        .filter(event -> organizations.contains(event.envelope().organizationId()))
        .toList();
  }

  /**
   * Asserts that the runs of each organization do not overlap in the log: none starts before the
   * previous one has ended, and none has events after the next one has started.
   */
  public static void assertOneLiveRunAtATime(List<SyncEvent> events) {
    var live = new HashMap<OrganizationId, SyncId>();
    for (var event : events) {
      var organization = event.envelope().organizationId();
      var syncId = event.envelope().syncId();
      switch (event) {
        case SyncEvent.SyncStarted _ ->
            assertThat(live.put(organization, syncId))
                .as("%s began while there was another", syncId)
                .isNull();
        case SyncEvent.Annotation _ -> {
          // Allowed after the end.
        }
        case SyncEvent.Terminal _ ->
            assertThat(live.remove(organization)).as("ended").isEqualTo(syncId);
        default -> assertThat(live.get(organization)).as("in the middle").isEqualTo(syncId);
      }
    }
    assertThat(live).as("runs without an end").isEmpty();
  }

  /**
   * Asserts that in the table, the runs of each organization do not overlap and have consecutive
   * epochs.
   */
  public void assertEpochsAreConsecutive() throws SQLException {
    assertThat(
            texts(
                """
                select sync_id from (
                  select sync_id, ended_at, epoch,
                    lead(started_at) over runs as next_start, lag(epoch) over runs as last_epoch
                  from sync.sync_runs
                  window runs as (partition by organization_id, service order by epoch)) r
                where ended_at is null or ended_at > next_start or epoch <> coalesce(last_epoch, 0) + 1
                """))
        .isEmpty();
  }

  /** Folds the events of every run and asserts that none is missing or contradicts the fold. */
  public static Map<SyncId, RunState> foldWithoutAnomalies(List<SyncEvent> events) {
    var runs = new LinkedHashMap<SyncId, RunState>();
    for (var event : events) {
      runs.compute(event.envelope().syncId(), (_, before) -> RunState.apply(before, event));
    }
    assertThat(runs.values())
        .allSatisfy(
            run -> {
              assertThat(run.anomalies()).as("%s", run.syncId()).isEqualTo(Anomalies.NONE);
              if (run.ending() instanceof SyncEvent.SyncCompleted) {
                assertThat(Proof.of(run).problems()).as("%s", run.syncId()).isEmpty();
              }
            });
    return runs;
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
