package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.Topics;
import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two thousand services that say an event a second each, through broker, folds and projection into
 * the tables, all on the same cores. Measured at every fiftieth service, from the instant at which
 * an event happened, which is when it is sent, to the first look at its run's row that shows it.
 */
@Tag("benchmark")
class EventToViewBenchmarkTest {
  private static final int SERVICES = 2_000;
  private static final int EVERY = 50;
  private static final int EVENTS = 60;

  /** Until the JVM has warmed up. */
  private static final int UNMEASURED = 20;

  private static final String SEEN =
      "select organization_id, (state ->> 'last_sequence')::int from query.sync_logs"
          + " where organization_id = any (?)";

  private final Map<String, Instant> begins = new HashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Double> delays = new ArrayList<>();

  @Test
  void an_event_is_in_the_view_within_500_ms_at_2000_events_a_second() throws Exception {
    try (var server = StandaloneServer.start(StandaloneOptions.ephemeral());
        var database = DriverManager.getConnection(server.jdbcUrl());
        var producer = producer(server.bootstrapServers())) {
      var fleet = fleet(Instant.now().plusSeconds(2));
      var sender = Thread.ofPlatform().start(() -> fleet.forEach(event -> send(producer, event)));
      var end = fleet.getLast().envelope().occurredAt().plusSeconds(30);
      while (Instant.now().isBefore(end) && delays.size() < expected()) {
        look(database);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      sender.join();

      var samples = new Samples(delays);
      System.out.printf(
          "%s; load average %.1f%n",
          samples.describe("event to view at 2000 events/s"),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      assertThat(samples.count()).isEqualTo(expected());
      assertThat(samples.quantile(0.99)).isLessThanOrEqualTo(500);
    }
  }

  private static int expected() {
    return SERVICES / EVERY * (EVENTS - UNMEASURED);
  }

  private static KafkaProducer<String, SyncEvent> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new StringSerializer(),
        Topics.EVENTS.value().serializer());
  }

  /** All events by the time at which they happen. */
  private List<SyncEvent> fleet(Instant begin) {
    return IntStream.range(0, SERVICES)
        .mapToObj(service -> run(service, begin).events())
        .flatMap(List::stream)
        .sorted(Comparator.comparing(event -> event.envelope().occurredAt()))
        .toList();
  }

  private RunLog run(int service, Instant begin) {
    var organization = "org_%04d".formatted(service);
    var start = begin.plusNanos(service * 1_000_000_000L / SERVICES);
    if (service % EVERY == 0) {
      begins.put(organization, start);
    }
    var run = RunLog.of(organization, "cliniko", "sync_" + service, start).started();
    int pages = (EVENTS - 2) / 2;
    for (int page = 0; page < pages; page++) {
      run.page(RunLog.PER_PAGE, pages * RunLog.PER_PAGE);
    }
    return run.completed();
  }

  private static void send(KafkaProducer<String, SyncEvent> producer, SyncEvent event) {
    var envelope = event.envelope();
    var early = Duration.between(Instant.now(), envelope.occurredAt());
    if (early.isPositive()) {
      LockSupport.parkNanos(early.toNanos());
    }
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.EVENTS.name(), null, envelope.key().toString(), event));
  }

  private void look(Connection database) throws SQLException {
    try (var statement = database.prepareStatement(SEEN)) {
      statement.setArray(1, database.createArrayOf("text", begins.keySet().toArray()));
      var rows = statement.executeQuery();
      var now = Instant.now();
      while (rows.next()) {
        saw(rows.getString(1), rows.getInt(2), now);
      }
    }
  }

  private void saw(String organization, int sequence, Instant now) {
    int from = seen.getOrDefault(organization, -1) + 1;
    var begin = begins.getOrDefault(organization, now);
    for (int i = Math.max(from, UNMEASURED); i <= sequence; i++) {
      delays.add(Duration.between(begin.plusSeconds(i), now).toNanos() / 1e6);
    }
    seen.put(organization, sequence);
  }
}
