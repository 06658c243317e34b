package io.syncledger.streams.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Measures the longest time for which a partition made no progress while events were written. */
final class StallMeter {
  private record Step(long position, long since) {}

  private final LogOffsets positions;
  private final Map<TopicPartition, Step> steps = new HashMap<>();
  private Duration folding = Duration.ZERO;
  private Duration reading = Duration.ZERO;

  StallMeter(Admin admin) throws ExecutionException, InterruptedException {
    positions = new LogOffsets(admin);
    sample();
  }

  void sample() throws ExecutionException, InterruptedException {
    folding = longest(folding, positions.folded());
    reading = longest(reading, positions.readable());
  }

  private Duration longest(Duration known, Map<TopicPartition, Long> now) {
    long at = System.nanoTime();
    var longest = known;
    for (var one : now.entrySet()) {
      var before = steps.get(one.getKey());
      if (before == null || before.position() != one.getValue()) {
        steps.put(one.getKey(), new Step(one.getValue(), at));
      }
      var still = Duration.ofNanos(before == null ? 0 : at - before.since());
      longest = still.compareTo(longest) > 0 ? still : longest;
    }
    return longest;
  }

  /** The longest stall of the folds. */
  Duration folding() {
    return folding;
  }

  /** The longest stall of readers of their output. */
  Duration reading() {
    return reading;
  }
}
