package io.syncledger.streams.benchmark;

import io.syncledger.testkit.server.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Samples the progress of the folds and their CPU time. */
final class FoldMeter {
  /**
   * The progress at an instant.
   *
   * @param at in nanoseconds
   * @param cpu CPU time of the folding process
   * @param brokerCpu CPU time of this process, which includes the broker
   */
  record Sample(long at, long events, Duration cpu, Duration brokerCpu) {}

  private final LogOffsets positions;
  private final ServiceProcess streams;
  private final List<Sample> samples = new ArrayList<>();

  FoldMeter(Admin admin, ServiceProcess streams) {
    this.positions = new LogOffsets(admin);
    this.streams = streams;
  }

  /** Takes a sample. */
  Sample sample() throws ExecutionException, InterruptedException {
    var sample =
        new Sample(
            System.nanoTime(),
            LogOffsets.sum(positions.folded()),
            streams.info().totalCpuDuration().orElseThrow(),
            ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    samples.add(sample);
    return sample;
  }

  /** The first sample with at least this many events. */
  Sample from(long events) {
    return samples.stream().filter(one -> one.events() >= events).findFirst().orElseThrow();
  }
}
