package io.syncledger.query.alerts.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.ServiceAlerts;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.alerts.engine.RuleInputStore.Snapshot;
import io.syncledger.query.fixture.ReadSide;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A remembered state never stands in for what the table holds, on a real PostgreSQL. */
class RuleInputStoreTest {
  private static final Thresholds THRESHOLDS = Thresholds.defaults(Duration.ofHours(1));

  /** So that time alone changes nothing. */
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  private static final List<SyncEvent> EVENTS =
      RunLog.of("org_watched", "cliniko", "sync_watched", LATER).started().page(100, 200).events();
  private static final String OURS = "organization_id = 'org_watched'";
  private static final StreamKey KEY = EVENTS.getFirst().envelope().key();

  private final ReadSide readSide = ReadSide.start(Map.of());
  private final Connection database = readSide.connect();
  private final RuleInputStore watches = new RuleInputStore();

  RuleInputStoreTest() throws SQLException {
    database.setAutoCommit(false);
  }

  @BeforeEach
  void writeTheFirst() throws SQLException {
    watches.write(database, List.of(known(1)));
    database.commit();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    readSide.close();
  }

  @Test
  void what_was_written_is_known_without_being_read_again() throws SQLException {
    execute("update alert_watches set state = '{}' where " + OURS);

    assertThat(read(watches)).isEqualTo(known(1));
  }

  @Test
  void what_was_rolled_back_is_not_known() throws SQLException {
    watches.write(database, List.of(known(2)));
    database.rollback();

    assertThat(read(watches)).isEqualTo(known(1));
  }

  @Test
  void what_another_instance_wrote_is_known() throws SQLException {
    var other = new RuleInputStore();
    assertThat(read(other)).isEqualTo(known(1));
    other.write(database, List.of(known(3)));
    database.commit();

    assertThat(read(watches)).isEqualTo(known(3));
    assertThat(read(other)).isEqualTo(known(3));
  }

  @Test
  void a_service_that_was_removed_is_unknown() throws SQLException {
    execute("delete from alert_watches where " + OURS);

    assertThat(watches.lock(database, List.of(KEY))).isEmpty();
  }

  private Snapshot read(RuleInputStore by) throws SQLException {
    var read = by.lock(database, List.of(KEY));
    database.commit();
    assertThat(read).containsOnlyKeys(KEY);
    return Objects.requireNonNull(read.get(KEY));
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
    database.commit();
  }

  /** After so many events. */
  private static Snapshot known(int count) {
    @Nullable ServiceAlerts alerting = null;
    for (var event : EVENTS.subList(0, count)) {
      alerting = ServiceAlerts.apply(alerting, event, THRESHOLDS).orElseThrow().after();
    }
    return new Snapshot(Objects.requireNonNull(alerting), 0, count);
  }
}
