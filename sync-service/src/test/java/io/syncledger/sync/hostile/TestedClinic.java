package io.syncledger.sync.hostile;

import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.verification.LocalCopy;
import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import io.syncledger.testkit.verification.SyncedTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An organization and its clinic. */
record TestedClinic(
    ServiceInstance service,
    TestDatabase database,
    StreamKey clinic,
    ClinikoSimulator cliniko,
    String key)
    implements AutoCloseable {
  /** No run may last longer, its retries included. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Pattern LAST_EVENT =
      Pattern.compile("Sync(Completed|Failed|Cancelled)|ConsistencyChecked");

  /** Syncs everything, fully or incrementally, and waits until no retry will follow. */
  SyncHistory sync(boolean full) {
    var before = events().size();
    var started =
        ApiClient.withRole(service, Role.OPERATOR, clinic.organizationId())
            .post(
                "/api/v1/cliniko/sync/%s?mode=comprehensive&full=%s"
                    .formatted(clinic.organizationId(), full));
    if (started.status() != 202) {
      throw new AssertionError("Not started: " + started.text());
    }
    return await("the end of the sync and its retries")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> historySince(before), SyncHistory::isOver);
  }

  /** Reads nothing until the latest event is one that a sync can end with. */
  private SyncHistory historySince(int before) {
    var latest =
        database.query(
            "select type from outbox where key = ? order by id desc limit 1", clinic.toString());
    return LAST_EVENT.matcher(latest.toString()).find()
        ? new SyncHistory(events().stream().skip(before).toList())
        : new SyncHistory(List.of());
  }

  /** The committed events, in their order. */
  private List<SyncEvent> events() {
    return database
        .query("select type, body::text from outbox where key = ? order by id", clinic.toString())
        .stream()
        .map(
            row ->
                EventJson.readEvent(
                    String.valueOf(row.get("type")),
                    String.valueOf(row.get("body")).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The differences between the tables and the clinic. */
  List<String> differences(Tolerance tolerance) {
    return new LocalCopy(database.url(), clinic.organizationId().value())
        .differences(cliniko.clinic(), tolerance);
  }

  /** The names of records that are served otherwise than they are. */
  Set<String> malformedRecords() {
    return SyncedTable.all().stream()
        .flatMap(
            kept ->
                cliniko.clinic().table(kept.resource()).corruptedIds().stream()
                    .map(kept::recordName))
        .collect(Collectors.toSet());
  }

  /** The names of records that are served without a valid id. */
  Set<String> recordsWithoutId(String resource) {
    return SyncedTable.of(resource).unidentifiable(cliniko.clinic());
  }

  @Override
  public void close() {
    cliniko.close();
  }
}
