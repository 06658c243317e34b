package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.QueryApi;
import io.syncledger.streams.MetricsStreams;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.postgres.TestPostgres;
import io.syncledger.testkit.server.ServiceProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three hundred clinics that sync as fast as Cliniko allows, 200 pages per minute with two events
 * each: 2,000 events per second through broker, folds and projection into the tables, all on the
 * same cores. For every tenth clinic, measures the time from sending an event to the first poll
 * that sees it in its run's row.
 */
@Tag("benchmark")
class EventToViewBenchmarkTest {
  private static final int CLINICS = Integer.getInteger("syncledger.benchmark.clinics", 300);
  private static final int PER_SECOND = 2_000;
  private static final int MEASURED_CLINICS = 30;

  /** Long, because three JVMs compile on two cores. */
  private static final Duration WARM_UP = Duration.ofSeconds(90);

  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The time between two events of a clinic. */
  private static final Duration INTERVAL = Duration.ofSeconds(CLINICS).dividedBy(PER_SECOND);

  private static final int WARM_UP_EVENTS = (int) WARM_UP.dividedBy(INTERVAL);
  private static final int EVENTS_PER_CLINIC = WARM_UP_EVENTS + (int) MEASURED.dividedBy(INTERVAL);

  private static final String SEEN =
      "select organization_id, (state ->> 'last_sequence')::int from query.sync_logs"
          + " where organization_id = any (?)";

  private static final String SECRET = "benchmark-benchmark-benchmark-benchmark";

  private final TestKafka kafka = TestKafka.start().createTopics();
  private final Path directory;

  /** The time at which each event was sent, by organization and sequence number. */
  private final Map<String, Instant> sent = new ConcurrentHashMap<>();

  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Double> delays = new ArrayList<>();

  EventToViewBenchmarkTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void an_event_is_in_the_view_within_500_ms_at_2000_events_a_second() throws Exception {
    var url = TestPostgres.shared().createDatabase();
    try (kafka;
        var streams = start("metrics-streams", MetricsStreams.class, url);
        var query = start("query-api", QueryApi.class, url);
        var database = DriverManager.getConnection(url);
        var producer = producer()) {
      var sender = Thread.ofPlatform().start(() -> publishAll(producer));
      var end = Instant.now().plus(WARM_UP).plus(MEASURED).plus(TIMEOUT);
      while (Instant.now().isBefore(end) && delays.size() < expected()) {
        pollViews(database);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      sender.join();

      var samples = new LatencySamples(delays);
      System.out.printf(
          "%s; CPU in ms/s: streams %d, query-api %d; load average %.1f%n",
          samples.describe("event to view at 2000 events/s"),
          perSecond(streams),
          perSecond(query),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      assertThat(samples.count()).isEqualTo(expected());
      assertThat(samples.quantile(0.99)).isLessThanOrEqualTo(500);
    }
  }

  private ServiceProcess start(String module, Class<?> service, String database) throws Exception {
    return ServiceProcess.start(
            module,
            service,
            directory.resolve(service.getSimpleName() + ".log"),
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "STREAMS_STATE_DIR",
                directory.resolve("state").toString(),
                "QUERY_DATABASE_URL",
                database,
                "SYNCLEDGER_JWT_SECRET",
                SECRET),
            "-Xmx512m",
            "-XX:+UseParallelGC")
        .await(ServiceProcess.Probe.LIVENESS);
  }

  private static long perSecond(ServiceProcess service) {
    var info = service.info();
    var age = Duration.between(info.startInstant().orElseThrow(), Instant.now());
    return info.totalCpuDuration().orElseThrow().toMillis() / age.toSeconds();
  }

  private static int expected() {
    return MEASURED_CLINICS * (EVENTS_PER_CLINIC - WARM_UP_EVENTS);
  }

  private KafkaProducer<String, SyncEvent> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new StringSerializer(),
        Topics.EVENTS.value().serializer());
  }

  /** Sends the events of all clinics in turn, evenly spread over time. */
  private void publishAll(KafkaProducer<String, SyncEvent> producer) {
    var runs = IntStream.range(0, CLINICS).mapToObj(clinic -> run(clinic).events()).toList();
    var begin = Instant.now();
    for (int i = 0; i < EVENTS_PER_CLINIC; i++) {
      for (int clinic = 0; clinic < CLINICS; clinic++) {
        var due =
            begin
                .plus(INTERVAL.multipliedBy(i))
                .plus(INTERVAL.multipliedBy(clinic).dividedBy(CLINICS));
        LockSupport.parkNanos(Math.max(0, Duration.between(Instant.now(), due).toNanos()));
        send(producer, runs.get(clinic).get(i));
      }
    }
  }

  private void send(KafkaProducer<String, SyncEvent> producer, SyncEvent event) {
    var key = event.envelope().key();
    sent.put(eventKey(key.organizationId().value(), event.envelope().sequence()), Instant.now());
    var unused = producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key.toString(), event));
  }

  private static String eventKey(String organization, long sequence) {
    return organization + "/" + sequence;
  }

  private static String organization(int clinic) {
    return "org_" + clinic;
  }

  private static RunLog run(int clinic) {
    var start = Instant.now().minusSeconds(EVENTS_PER_CLINIC);
    var run = RunLog.of(organization(clinic), "cliniko", "sync_" + clinic, start).started();
    int pages = EVENTS_PER_CLINIC / 2;
    for (int page = 0; page < pages; page++) {
      run.page(RunLog.PER_PAGE, pages * RunLog.PER_PAGE);
    }
    return run;
  }

  private void pollViews(Connection database) throws SQLException {
    try (var statement = database.prepareStatement(SEEN)) {
      var measured =
          IntStream.range(0, MEASURED_CLINICS)
              .mapToObj(number -> organization(number * CLINICS / MEASURED_CLINICS))
              .toArray();
      statement.setArray(1, database.createArrayOf("text", measured));
      var rows = statement.executeQuery();
      var now = Instant.now();
      while (rows.next()) {
        recordDelays(rows.getString(1), rows.getInt(2), now);
      }
    }
  }

  private void recordDelays(String organization, int sequence, Instant now) {
    int from = seen.getOrDefault(organization, -1) + 1;
    for (int i = Math.max(from, WARM_UP_EVENTS); i <= sequence; i++) {
      delays.add(Duration.between(sent.get(eventKey(organization, i)), now).toNanos() / 1e6);
    }
    seen.put(organization, sequence);
  }
}
