package io.syncledger.streams.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.TestKafka;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folds a backlog of two million events with one instance and all folds, exactly once. The broker
 * shares the two cores. A bare producer and a bare consumer process the same records in the same
 * run for comparison.
 */
@Tag("benchmark")
class FoldThroughputBenchmarkTest {
  private static final int ROUNDS = Integer.getInteger("syncledger.benchmark.rounds", 40);
  private static final int PROMISED = 50_000;

  private static final String COMMIT = System.getProperty("syncledger.benchmark.commit", "1s");

  /** In event time, so short that runs leave the state during the benchmark. */
  private static final Duration RETENTION = Duration.ofMinutes(10);

  private final Path directory;

  FoldThroughputBenchmarkTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void fifty_thousand_events_a_second_are_folded_in_bounded_state() throws Exception {
    try (var kafka = TestKafka.start().createTopics();
        var log = new BenchmarkTopics(kafka.bootstrapServers());
        var admin = kafka.admin()) {
      double produced = produce(log);
      long begin = System.nanoTime();
      double consumed =
          perSecond(log.read(Topics.EVENTS.name(), _ -> {}), System.nanoTime() - begin);

      long logged = LogOffsets.sum(new LogOffsets(admin).logged());
      var folded = folded(kafka, admin, logged);

      double rate = report(folded, logged, produced, consumed);
      long stored = stored(log);
      System.out.printf(
          "runs in the state: %d of %d%n", stored, ROUNDS * ClinicFleet.ORGANIZATIONS);
      verify(log.latest(Topics.RUNS));
      assertThat(stored).isLessThanOrEqualTo(bound());
      assertThat(rate).isGreaterThanOrEqualTo(PROMISED);
    }
  }

  /** Events a second from the first fifth of the log, when the JVM has warmed up, to its end. */
  private static double report(FoldMeter folded, long logged, double produced, double consumed) {
    var warm = folded.from(logged / 5);
    var last = folded.from(logged);
    long events = last.events() - warm.events();
    double rate = perSecond(events, last.at() - warm.at());
    System.out.printf(
        "commit interval %s: folded %.0f events/s (ratio to producer %.2f, to consumer %.2f); raw"
            + " producer %.0f/s, raw consumer %.0f/s; CPU per event: streams %.1f us, broker"
            + " %.1f us; load average %.1f%n",
        COMMIT,
        rate,
        rate / produced,
        rate / consumed,
        produced,
        consumed,
        last.cpu().minus(warm.cpu()).toNanos() / 1e3 / events,
        last.brokerCpu().minus(warm.brokerCpu()).toNanos() / 1e3 / events,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return rate;
  }

  private FoldMeter folded(TestKafka kafka, Admin admin, long logged) throws Exception {
    var settings =
        Map.of("STREAMS_RETENTION", RETENTION.toString(), "STREAMS_COMMIT_INTERVAL", COMMIT);
    try (var streams = StreamsProcess.start(directory, kafka.bootstrapServers(), settings)) {
      var folded = new FoldMeter(admin, streams);
      await()
          .atMost(Duration.ofMinutes(6))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> !streams.alive() || folded.sample().events() >= logged);
      return folded;
    }
  }

  private static double produce(BenchmarkTopics log) throws Exception {
    long nanos = 0;
    long records = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var batch = ClinicFleet.round(round).stream().map(BenchmarkTopics::record).toList();
      nanos += log.append(batch);
      records += batch.size();
    }
    return perSecond(records, nanos);
  }

  private static double perSecond(long count, long nanos) {
    return count / (nanos / 1e9);
  }

  /** The runs within the retention, those that are due for a purge, and those of one round. */
  private static long bound() {
    return (RETENTION.toMinutes() + 3) * ClinicFleet.ORGANIZATIONS;
  }

  /** The changelog holds what the state holds. */
  private static long stored(BenchmarkTopics log) {
    Set<String> keys = new HashSet<>();
    log.read(
        "metrics-streams-run-states-changelog",
        record -> {
          if (record.value() == null) {
            keys.remove(record.key());
          } else {
            keys.add(record.key());
          }
        });
    return keys.size();
  }

  private static void verify(Map<String, RunState> runs) {
    assertThat(runs).hasSize(ROUNDS * ClinicFleet.ORGANIZATIONS);
    for (int organization = 0; organization < ClinicFleet.ORGANIZATIONS; organization += 50) {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(runs)
            .containsEntry(
                ClinicFleet.id(organization, round), ClinicFleet.run(organization, round).state());
      }
    }
  }
}
