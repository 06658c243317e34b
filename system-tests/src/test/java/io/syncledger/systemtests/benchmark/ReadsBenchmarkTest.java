package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.query.QueryApi;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.postgres.TestPostgres;
import io.syncledger.testkit.server.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reads that clients repeat, over a million stored runs of a thousand organizations, each with
 * its own token. Load generator, database, broker and services share the cores. The baseline is a
 * read of one row by its primary key without a token, in a separate process, under the same load.
 */
@Tag("benchmark")
class ReadsBenchmarkTest {
  private static final String SECRET = "benchmark-benchmark-benchmark-benchmark";
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final double PER_SECOND = 6_000;
  private static final double P99_MILLIS = 50;

  /** Large enough to keep the data in memory. */
  private static final String BUFFERS = "3GB";

  private record Read(String name, String path) {}

  private static final List<Read> READS =
      List.of(
          new Read("progress", "/api/v1/sync/progress/RUN"),
          new Read("health", "/api/v1/monitoring/ORG/cliniko/health"),
          new Read("history", "/api/v1/sync/history/ORG?limit=10"));

  private static final Read BARE = new Read("bare read", "/bare/ORG/RUN");

  @TempDir Path directory;

  @Test
  void progress_health_and_history_serve_6000_requests_a_second_over_a_million_runs()
      throws Exception {
    assumeTrue(WrkLoad.installed(), "wrk is not installed (apt-get install wrk)");
    var seen = new LinkedHashMap<String, WrkLoad.Result>();
    try (var kafka = TestKafka.start().createTopics();
        var postgres = TestPostgres.start(Map.of("shared_buffers", BUFFERS))) {
      var database = postgres.createDatabase();
      var settings = settings(kafka, database);
      try (var query = start(QueryApi.class, settings)) {
        var runs = new RunHistorySeeder(database, kafka.bootstrapServers());
        runs.projectTemplateRun();
        runs.multiplyTemplateRun();
        seen.putAll(measure(query, tokens(), READS));
      }
      try (var bare =
          start(
              BaselineReadController.class,
              settings,
              "-D" + BaselineReadController.PROPERTY + "=true")) {
        seen.putAll(measure(bare, noTokens(), List.of(BARE)));
      }
    }
    print(seen);
    check(seen);
  }

  /** With the JVM options of the image. */
  private ServiceProcess start(Class<?> main, Map<String, String> settings, String... options)
      throws IOException {
    var log = directory.resolve(main.getSimpleName() + ".log");
    var all =
        Stream.concat(Stream.of("-Xmx512m", "-XX:+UseParallelGC"), Stream.of(options))
            .toArray(String[]::new);
    return ServiceProcess.start("query-api", main, log, settings, all)
        .await(ServiceProcess.Probe.LIVENESS);
  }

  /**
   * The warm-up rounds are discarded, so that the JVM has compiled the hot code before the
   * measurement.
   */
  private Map<String, WrkLoad.Result> measure(
      ServiceProcess server, List<String> tokens, List<Read> reads) throws Exception {
    var base = server.base().toString();
    var seen = new LinkedHashMap<String, WrkLoad.Result>();
    for (var duration : List.of(WARM_UP, WARM_UP, MEASURED)) {
      for (var read : reads) {
        var script = WrkLoad.script(directory, read.path(), tokens, RunHistorySeeder.RUNS);
        seen.put(read.name(), new WrkLoad(script, duration).run(base));
      }
    }
    return seen;
  }

  private static void print(SequencedMap<String, WrkLoad.Result> seen) {
    double bare = seen.lastEntry().getValue().perSecond();
    seen.forEach(
        (what, figures) ->
            System.out.printf(
                "%s: %.0f requests/s, p99 %.1f ms, failed %d, ratio to the bare read %.2f%n",
                what,
                figures.perSecond(),
                figures.p99Millis(),
                figures.failed(),
                figures.perSecond() / bare));
  }

  private static void check(SequencedMap<String, WrkLoad.Result> seen) {
    var reads = new ArrayList<>(seen.values());
    var baseline = reads.removeLast();
    var softly = new SoftAssertions();
    softly.assertThat(baseline.failed()).isZero();
    for (var read : reads) {
      softly.assertThat(read.failed()).isZero();
      softly.assertThat(read.perSecond()).isGreaterThanOrEqualTo(PER_SECOND);
      softly.assertThat(read.p99Millis()).isLessThan(P99_MILLIS);
    }
    softly.assertAll();
    assertThat(reads).hasSize(3);
  }

  private static Map<String, String> settings(TestKafka kafka, String database) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        kafka.bootstrapServers(),
        "QUERY_DATABASE_URL",
        database,
        "SYNCLEDGER_JWT_SECRET",
        SECRET);
  }

  private static List<String> noTokens() {
    return Collections.nCopies(RunHistorySeeder.ORGANIZATIONS, "");
  }

  private static List<String> tokens() {
    var issuer = new LocalTokenIssuer(SECRET, Clock.systemUTC());
    return IntStream.range(0, RunHistorySeeder.ORGANIZATIONS)
        .mapToObj(number -> new OrganizationId("org_" + number))
        .map(
            organization ->
                issuer.issue(
                    "benchmark", List.of(organization), Set.of(Role.VIEWER), Duration.ofHours(1)))
        .toList();
  }
}
