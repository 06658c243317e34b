package io.syncledger.query.alerts.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.alerts.engine.RuleInputStore.Snapshot;
import io.syncledger.query.fixture.ReadSide;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cached state is never used in place of a newer one in the table, on a real PostgreSQL. */
class RuleInputStoreTest {
  private static final Thresholds THRESHOLDS = Thresholds.defaults(Duration.ofHours(1));

  /** In the future, so that the clock changes nothing. */
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  private static final List<SyncEvent> EVENTS =
      RunLog.of("org_watched", "cliniko", "sync_watched", LATER).started().page(100, 200).events();
  private static final String OURS = "organization_id = 'org_watched'";
  private static final StreamKey KEY = EVENTS.getFirst().envelope().key();

  private final ReadSide readSide = ReadSide.start(Map.of());

  @SuppressWarnings("unchecked") // the service has one data source
  private final TransactionOperations<Connection> transactions =
      readSide.beans(TransactionOperations.class).iterator().next();

  private final RuleInputRepository rows =
      readSide.beans(RuleInputRepository.class).iterator().next();
  private final RuleInputStore store = new RuleInputStore(rows);

  @BeforeEach
  void writeTheFirst() {
    write(store, 1, false);
  }

  @AfterEach
  void close() {
    readSide.close();
  }

  @Test
  void a_written_input_is_cached_and_not_read_again() {
    readSide.execute("update alert_rule_inputs set state = '{}' where " + OURS);

    assertThat(read(store)).isEqualTo(snapshot(1));
  }

  @Test
  void a_rolled_back_input_is_not_cached() {
    write(store, 2, true);

    assertThat(read(store)).isEqualTo(snapshot(1));
  }

  @Test
  void an_input_written_by_another_instance_is_read() {
    var other = new RuleInputStore(rows);
    assertThat(read(other)).isEqualTo(snapshot(1));
    write(other, 3, false);

    assertThat(read(store)).isEqualTo(snapshot(3));
    assertThat(read(other)).isEqualTo(snapshot(3));
  }

  @Test
  void a_service_that_was_removed_is_unknown() {
    readSide.execute("delete from alert_rule_inputs where " + OURS);

    assertThat(lock(store)).isEmpty();
  }

  private void write(RuleInputStore by, int events, boolean rollBack) {
    transactions.<Void>executeWrite(
        status -> {
          by.write(status.getConnection(), List.of(snapshot(events)));
          if (rollBack) {
            status.setRollbackOnly();
          }
          return null;
        });
  }

  private Map<StreamKey, Snapshot> lock(RuleInputStore by) {
    return transactions.executeWrite(_ -> by.lock(List.of(KEY)));
  }

  private Snapshot read(RuleInputStore by) {
    var read = lock(by);
    assertThat(read).containsOnlyKeys(KEY);
    return Objects.requireNonNull(read.get(KEY));
  }

  /** The state after a number of events. */
  private static Snapshot snapshot(int events) {
    @Nullable ServiceAlerts alerts = null;
    for (var event : EVENTS.subList(0, events)) {
      alerts = ServiceAlerts.apply(alerts, event, THRESHOLDS).orElseThrow().after();
    }
    return new Snapshot(Objects.requireNonNull(alerts), 0, events);
  }
}
