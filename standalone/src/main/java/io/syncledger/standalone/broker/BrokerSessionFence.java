package io.syncledger.standalone.broker;

import io.syncledger.testkit.kafka.KafkaNodeConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that was killed still counts as alive when it is started again: its session has not
 * ended. The new one then takes over partitions and their unfinished transactions, but cannot reach
 * itself until the session ends, and at that very moment Kafka 4.3.1 can hold their partitions for
 * deleted and a committed transaction for complete that no partition was told of. Its records stay
 * unreadable, and so does all behind them. (In {@code TransactionMarkerChannelManager}: "Couldn't
 * find leader endpoint ... likely deleted already".)
 *
 * <p>Therefore the controller is first started alone until it has given the dead up. That takes a
 * second instead of the nine of a session, so the whole start is faster, too.
 */
final class BrokerSessionFence {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSessionFence.class);
  private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 25;

  private BrokerSessionFence() {}

  /** Returns when no earlier broker of this node counts as alive. */
  static void fenceKilledBroker(KafkaNodeConfig node) throws InterruptedException {
    if (!wasKilled(node)) {
      return;
    }
    var controller =
        new KafkaRaftServer(KafkaConfig.fromProps(node.controllerProperties()), Time.SYSTEM);
    controller.startup();
    try {
      awaitFenced();
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  /** Kafka leaves a file behind when it stops by itself. */
  private static boolean wasKilled(KafkaNodeConfig node) {
    return Files.exists(node.logDirectory().resolve("__cluster_metadata-0"))
        && Files.notExists(node.logDirectory().resolve(".kafka_cleanshutdown"));
  }

  private static void awaitFenced() throws InterruptedException {
    long deadline = System.nanoTime() + GIVEN_UP_WITHIN.toNanos();
    while (brokers("ActiveBrokerCount") != 0 || brokers("FencedBrokerCount") == 0) {
      if (System.nanoTime() > deadline) {
        // One that was killed before it was ever registered, or a machine that is too busy.
        LOG.warn("The controller knows of no broker that was killed");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
  }

  /** Negative until the controller counts them. */
  private static int brokers(String count) {
    try {
      var name = new ObjectName("kafka.controller:type=KafkaController,name=" + count);
      return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value");
    } catch (InstanceNotFoundException e) {
      return -1;
    } catch (JMException e) {
      throw new IllegalStateException("The controller does not say how many brokers it knows", e);
    }
  }
}
