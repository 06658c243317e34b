package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.LogFold;
import io.syncledger.events.fixture.RandomLog;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Properties of the topology for random logs whose partitions are read in any order. Every log has
 * organizations of its own, so that all of them run through the same two topologies.
 */
class RandomLogPropertiesTest {
  private static final Instant WRITTEN = RunLog.NOON.plus(Duration.ofDays(14));
  private static final List<TopologyHarness> PIPELINES = new ArrayList<>();
  private static int logs;

  @BeforeContainer
  static void start() throws Exception {
    for (int i = 0; i < 2; i++) {
      PIPELINES.add(new TopologyHarness(Files.createTempDirectory("metrics-streams")));
    }
  }

  @AfterContainer
  static void stop() {
    PIPELINES.forEach(TopologyHarness::close);
    PIPELINES.clear();
  }

  @Property(tries = 1000)
  void the_last_output_of_the_topology_is_the_pure_fold_to_the_byte(@ForAll long seed) {
    var random = new Random(seed);
    var log = RandomLog.of("org_" + logs++ + "_", random);
    var fold = LogFold.of(log).json();

    assertThat(views(PIPELINES.getFirst(), log)).isEqualTo(fold);
    assertThat(views(PIPELINES.getLast(), RandomLog.reread(log, random))).isEqualTo(fold);
  }

  /** The latest state of every run, service and window, under the keys of {@code LogFold}. */
  private static Map<String, String> views(TopologyHarness topology, List<SyncEvent> log) {
    log.forEach(event -> topology.append(event, WRITTEN));
    var views = new TreeMap<String, String>();
    for (var record : topology.bytes(Topics.RUNS)) {
      var run = Topics.RUNS.value().deserializer().deserialize("", record.value());
      views.put("run " + run.key() + "/" + record.key(), text(record));
    }
    topology
        .bytes(Topics.HEALTH)
        .forEach(record -> views.put("health " + record.key(), text(record)));
    topology
        .bytes(Topics.METRICS)
        .forEach(record -> views.put("metrics " + record.key(), text(record)));
    return views;
  }

  private static String text(TestRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }
}
