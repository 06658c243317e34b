package io.syncledger.standalone.broker;

import io.syncledger.testkit.kafka.KafkaNodeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import kafka.Kafka;

/**
 * The main class of the broker's JVM: runs Kafka's own main class and exits when standard input
 * ends.
 */
public final class BrokerMain {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(50);
  private static final int HALTED = 1;

  private BrokerMain() {}

  /** Takes the broker's directory, its port and its controller's port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().name("parent-watch").start(BrokerMain::endWithInput);
    var node =
        new KafkaNodeConfig(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Path settings = node.prepareStorage();
    BrokerSessionFence.fenceKilledBroker(node);
    Kafka.main(new String[] {settings.toString()});
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent's output is ignored; only its end matters.
      }
    } catch (IOException e) {
      System.err.println("Reading standard input failed, treated as its end: " + e.getMessage());
    }
    // The parent is gone, so no other process would kill a broker that cannot stop.
    Thread.ofPlatform().daemon().name("halt").start(BrokerMain::haltLater);
    System.exit(0);
  }

  private static void haltLater() {
    try {
      Thread.sleep(STOP_WITHIN);
      Runtime.getRuntime().halt(HALTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
