package io.syncledger.query.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;

/** Whatever the log, and however its partitions are read, the table holds the pure fold. */
class LogProjectionPropertiesTest {
  private static final int PARTITIONS = 3;
  private static final List<Connection> DATABASE = new ArrayList<>();

  private final LogProjection projection = new LogProjection();

  @BeforeContainer
  static void migrate() throws SQLException {
    var url = TestPostgres.shared().createDatabase();
    Flyway.configure()
        .dataSource(url, null, null)
        .schemas("query")
        .locations("classpath:db/query")
        .load()
        .migrate();
    DATABASE.add(DriverManager.getConnection(url + "&currentSchema=query"));
  }

  @AfterContainer
  static void close() throws SQLException {
    DATABASE.removeFirst().close();
  }

  @Property(tries = 40)
  void the_projected_logs_are_the_pure_fold(@ForAll("logs") List<SyncEvent> log, @ForAll long seed)
      throws SQLException {
    var database = DATABASE.getFirst();
    try (var statement = database.createStatement()) {
      statement.execute("truncate sync_logs, run_failures");
    }
    var states = new HashMap<String, RunState>();
    var topic = folded(log, states);

    read(topic, new Random(seed));
    read(topic, new Random(seed + 1)); // again, in other batches

    assertThat(stored(database)).isEqualTo(states);
  }

  /** What metrics-streams writes to sync.runs, by partition. */
  private static List<List<ConsumerRecord<String, byte[]>>> folded(
      List<SyncEvent> log, Map<String, RunState> states) {
    var topic = new ArrayList<List<ConsumerRecord<String, byte[]>>>();
    for (int i = 0; i < PARTITIONS; i++) {
      topic.add(new ArrayList<>());
    }
    for (var event : log) {
      var id = event.envelope().syncId().value();
      var state = RunState.apply(states.get(id), event);
      states.put(id, state);
      int partition = Math.floorMod(id.hashCode(), PARTITIONS);
      var records = topic.get(partition);
      records.add(
          new ConsumerRecord<>(
              Topics.RUNS.name(), partition, records.size(), id, EventJson.write(state)));
    }
    return topic;
  }

  /** Batches of any size, from the partitions in any order, each partition in its own. */
  private void read(List<List<ConsumerRecord<String, byte[]>>> topic, Random random)
      throws SQLException {
    var next = new int[PARTITIONS];
    var left = topic.stream().mapToInt(List::size).sum();
    while (left > 0) {
      var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
      int size = 1 + random.nextInt(Math.min(left, 8));
      while (batch.size() < size) {
        int partition = random.nextInt(PARTITIONS);
        if (next[partition] < topic.get(partition).size()) {
          batch.add(topic.get(partition).get(next[partition]++));
        }
      }
      left -= size;
      var unused = projection.project(DATABASE.getFirst(), batch);
    }
  }

  private static Map<String, RunState> stored(Connection database) throws SQLException {
    var stored = new HashMap<String, RunState>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select sync_id, state::text, status, records_processed from sync_logs")) {
      while (rows.next()) {
        var json = rows.getString("state").getBytes(StandardCharsets.UTF_8);
        var state = EventJson.read(json, RunState.class);
        assertThat(rows.getString("status")).isEqualTo(state.status().toString());
        assertThat(rows.getLong("records_processed"))
            .isEqualTo(LogView.of(state).recordsProcessed());
        stored.put(rows.getString("sync_id"), state);
      }
    }
    return stored;
  }

  /** Some runs, their events interleaved, some of them repeated, lost or late. */
  @Provide
  Arbitrary<List<SyncEvent>> logs() {
    var runs = run().list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(runs, Arbitraries.longs())
        .as((chosen, seed) -> mixed(chosen, new Random(seed)));
  }

  private static Arbitrary<Run> run() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 500), Arbitraries.integers().between(0, 4))
        .as(Run::new);
  }

  private record Run(int patients, int end) {
    List<SyncEvent> events(int number) {
      var log =
          RunLog.of("org_1", "cliniko", "sync_" + number, RunLog.NOON.plusSeconds(60L * number))
              .started()
              .allPages(patients);
      var ended =
          switch (end) {
            case 0, 1 -> log.completed();
            case 2 -> log.failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
            case 3 -> log.cancelled();
            default -> log;
          };
      return ended.events();
    }
  }

  private static List<SyncEvent> mixed(List<Run> runs, Random random) {
    var left = new ArrayList<List<SyncEvent>>();
    for (int i = 0; i < runs.size(); i++) {
      left.add(new ArrayList<>(runs.get(i).events(i)));
    }
    var log = new ArrayList<SyncEvent>();
    while (!left.isEmpty()) {
      var run = left.get(random.nextInt(left.size()));
      var event = run.removeFirst();
      switch (random.nextInt(12)) {
        case 0 -> log.addAll(List.of(event, event));
        case 1 -> {} // lost
        case 2 -> log.add(random.nextInt(log.size() + 1), event);
        default -> log.add(event);
      }
      left.removeIf(List::isEmpty);
    }
    return log;
  }
}
