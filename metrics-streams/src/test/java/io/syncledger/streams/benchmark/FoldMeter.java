package io.syncledger.streams.benchmark;

import io.syncledger.testkit.server.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How far the folds have come, and at what cost. */
final class FoldMeter {
  /**
   * So much of the log was folded by then.
   *
   * @param at in nanoseconds
   * @param cpu that the folding process has used
   * @param brokerCpu that this process has used, the broker in it
   */
  record Sample(long at, long events, Duration cpu, Duration brokerCpu) {}

  private final LogOffsets positions;
  private final ServiceProcess streams;
  private final List<Sample> samples = new ArrayList<>();

  FoldMeter(Admin admin, ServiceProcess streams) {
    this.positions = new LogOffsets(admin);
    this.streams = streams;
  }

  /** Looks once more. */
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

  /** The first sample with so many events. */
  Sample from(long events) {
    return samples.stream().filter(one -> one.events() >= events).findFirst().orElseThrow();
  }
}
