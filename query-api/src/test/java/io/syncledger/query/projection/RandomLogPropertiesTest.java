package io.syncledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.LogFold;
import io.syncledger.events.fixture.RandomLog;
import io.syncledger.events.fold.DurationSketch;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * For any log and any order of reading its partitions, the tables hold the pure fold; a second read
 * from the beginning gives the same rows to the byte. Ten random logs at a time share the topics,
 * each with organizations of its own, because most of the time is spent on statements, not on rows.
 */
class RandomLogPropertiesTest {
  private static final int LOGS = 10;
  private static final int BATCH_MAX = 500;

  private static final List<String> TABLES =
      List.of(
          "sync_logs",
          "sync_state",
          "sync_metrics",
          "sync_events",
          "run_failures",
          "data_freshness");

  private static final List<AutoCloseable> OPEN = new ArrayList<>();

  private static List<TopicProjections<?>> views = List.of();

  @BeforeContainer
  static void start() throws SQLException {
    var nothing = TestKafka.start().createTopics();
    var readSide =
        ReadSide.start(Map.of("syncledger.kafka.bootstrap-servers", nothing.bootstrapServers()));
    OPEN.addAll(List.of(readSide.connect(), readSide, nothing));
    views =
        TopicProjections.of(
            readSide.beans(Projection.class).stream().<Projection<?>>map(part -> part).toList());
  }

  @AfterContainer
  static void close() throws Exception {
    for (var one : OPEN) {
      one.close();
    }
    OPEN.clear();
  }

  @Property(tries = 1000 / LOGS)
  void the_tables_are_the_pure_fold_for_any_order_of_reading_partitions(@ForAll long seed)
      throws SQLException {
    var random = new Random(seed);
    var log = logs(random);
    var topics = new InMemoryTopics(log);

    var first = views(topics, random);
    var other = views(topics, random);
    read(topics, random); // all of it once more, on top

    assertThat(other).isEqualTo(first);
    assertThat(dump()).isEqualTo(first);
    assertFolded(log);
  }

  private static List<SyncEvent> logs(Random random) {
    var logs = new ArrayList<SyncEvent>();
    for (int i = 0; i < LOGS; i++) {
      logs.addAll(RandomLog.of("org_" + i + "_", random));
    }
    return RandomLog.reread(logs, random);
  }

  private static Connection database() {
    return (Connection) OPEN.getFirst();
  }

  private static Map<String, List<String>> views(InMemoryTopics topics, Random random)
      throws SQLException {
    try (var statement = database().createStatement()) {
      for (var table : TABLES) {
        statement.addBatch("delete from " + table);
      }
      statement.executeBatch();
    }
    read(topics, random);
    return dump();
  }

  /** Reads in batches of any size, most of them small. */
  private static void read(InMemoryTopics topics, Random random) throws SQLException {
    var records = topics.interleaved(random);
    int next = 0;
    while (next < records.size()) {
      int size = 1 + random.nextInt(1 + random.nextInt(BATCH_MAX));
      int end = Math.min(records.size(), next + size);
      project(records.subList(next, end));
      next = end;
    }
  }

  private static void project(List<ConsumerRecord<String, byte[]>> batch) throws SQLException {
    for (var view : views) {
      var unused = view.project(database(), batch);
    }
  }

  private static Map<String, List<String>> dump() throws SQLException {
    var dump = new TreeMap<String, List<String>>();
    for (var table : TABLES) {
      var row = "to_jsonb(t) - 'source_partition' - 'source_offset'";
      dump.put(table, rows("select (%s)::text from %s t order by 1".formatted(row, table)));
    }
    dump.put("sync_errors", rows("select e::text from sync_errors e order by 1"));
    return dump;
  }

  private static List<String> rows(String sql) throws SQLException {
    try (var statement = database().createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  private static void assertFolded(List<SyncEvent> log) throws SQLException {
    var fold = LogFold.of(log);
    assertThat(states("select state from sync_logs", RunState.class))
        .containsExactlyInAnyOrderElementsOf(fold.runs().values());
    assertThat(states("select state from sync_state", Health.class))
        .containsExactlyInAnyOrderElementsOf(fold.health().values());
    assertThat(states("select to_jsonb(m) from sync_metrics m", Window.class))
        .containsExactlyInAnyOrderElementsOf(
            fold.metrics().values().stream().map(Window::of).toList());
    assertThat(rows("select concat_ws('/', organization_id, service, id) from sync_events"))
        .containsExactlyInAnyOrderElementsOf(
            log.stream()
                .map(event -> event.envelope().key() + "/" + event.envelope().id())
                .collect(Collectors.toSet()));
  }

  private static <T> List<T> states(String sql, Class<T> type) throws SQLException {
    return rows(sql).stream()
        .map(json -> EventJson.read(json.getBytes(StandardCharsets.UTF_8), type))
        .toList();
  }

  /** The columns of sync_metrics that are not derived from others. */
  private record Window(
      String organizationId,
      String service,
      String metricType,
      Instant periodStart,
      long successfulSyncs,
      long failedSyncs,
      long cancelledSyncs,
      long totalItemsSynced,
      long totalDurationMs,
      Instant lastUpdated,
      DurationSketch durations) {

    static Window of(SyncMetrics metrics) {
      return new Window(
          metrics.key().organizationId().value(),
          metrics.key().service().value(),
          metrics.key().period().toString(),
          metrics.key().periodStart(),
          metrics.successfulSyncs(),
          metrics.failedSyncs(),
          metrics.cancelledSyncs(),
          metrics.totalItemsSynced(),
          metrics.totalDurationMs(),
          metrics.lastUpdated(),
          metrics.durations());
    }
  }
}
