package io.syncledger.streams.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.LogFold;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.server.ServiceProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share the log, and one is killed with {@code kill -9} while events are written: the
 * other takes over, and the published states equal the pure fold. Measures the longest stall of a
 * partition and of a reader of committed states.
 */
@Tag("benchmark")
class InstanceKilledBenchmarkTest {
  private static final int PER_SECOND = 2_000;
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration AFTER = Duration.ofSeconds(40);
  private static final Duration PROMISED = Duration.ofSeconds(30);

  private final Path directory;

  InstanceKilledBenchmarkTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void a_killed_instance_costs_a_pause_and_no_event() throws Exception {
    try (var kafka = TestKafka.start().createTopics();
        var log = new BenchmarkTopics(kafka.bootstrapServers());
        var admin = kafka.admin();
        var killed = instance("killed", kafka);
        var other = instance("other", kafka)) {
      killed.await(ServiceProcess.Probe.READINESS);
      other.await(ServiceProcess.Probe.READINESS);
      var appended = new ArrayList<SyncEvent>();
      var load = new Load(log, appended);

      load.on(BEFORE);
      awaitFolded(admin);
      var pauses = new StallMeter(admin);
      load.on(
          AFTER,
          () -> {
            killed.kill(); // while events are being written
            pauses.sample();
          });
      awaitFolded(admin);

      System.out.printf(
          "killed one of two instances at %d events/s: its partitions stood still for %.1f s,"
              + " readers of committed states for %.1f s; load average %.1f%n",
          PER_SECOND,
          pauses.folding().toMillis() / 1e3,
          pauses.reading().toMillis() / 1e3,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      verify(log, LogFold.of(appended));
      assertThat(pauses.folding()).isBetween(Duration.ofSeconds(1), PROMISED);
      assertThat(pauses.reading()).isLessThanOrEqualTo(PROMISED);
    }
  }

  private ServiceProcess instance(String name, TestKafka kafka) throws Exception {
    return StreamsProcess.start(
        directory.resolve(name), kafka.bootstrapServers(), Map.of("STREAMS_STANDBYS", "1"));
  }

  private static void awaitFolded(Admin admin) throws Exception {
    var folded = new LogOffsets(admin);
    var logged = folded.logged();
    await().atMost(Duration.ofMinutes(3)).until(() -> folded.folded().equals(logged));
  }

  private static void verify(BenchmarkTopics log, LogFold fold) {
    assertThat(log.latest(Topics.RUNS).values())
        .containsExactlyInAnyOrderElementsOf(fold.runs().values());
    assertThat(log.latest(Topics.HEALTH)).isEqualTo(fold.health());
    assertThat(log.latest(Topics.METRICS)).isEqualTo(fold.metrics());
  }

  /** Appends the events of the fleet at their pace. */
  private static final class Load {
    private static final int A_STEP = PER_SECOND / 10;

    private final BenchmarkTopics log;
    private final List<SyncEvent> appended;
    private List<SyncEvent> next = List.of();
    private int round;

    Load(BenchmarkTopics log, List<SyncEvent> appended) {
      this.log = log;
      this.appended = appended;
    }

    void on(Duration time) throws Exception {
      on(time, () -> {});
    }

    void on(Duration time, Look look) throws Exception {
      long begin = System.nanoTime();
      long steps = time.toMillis() / 100;
      for (long step = 1; step <= steps; step++) {
        var events = step();
        log.append(events.stream().map(BenchmarkTopics::record).toList());
        appended.addAll(events);
        look.look();
        TimeUnit.NANOSECONDS.sleep(begin + step * 100_000_000 - System.nanoTime());
      }
    }

    private List<SyncEvent> step() {
      if (next.size() < A_STEP) {
        next = ClinicFleet.round(round++);
      }
      var step = next.subList(0, A_STEP);
      next = next.subList(A_STEP, next.size());
      return step;
    }
  }

  private interface Look {
    void look() throws Exception;
  }
}
