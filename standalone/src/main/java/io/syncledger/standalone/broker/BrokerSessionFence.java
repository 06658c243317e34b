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
 * Fences the session of a killed broker before the broker starts again. When a killed broker
 * restarts, its old session still counts as alive. The new one takes over partitions and their
 * unfinished transactions but cannot reach itself until the session expires. At that moment, Kafka
 * 4.3.1 can conclude that the partitions were deleted and that a committed transaction is complete
 * although its markers were never written. Its records and all records after them then stay
 * unreadable. (In {@code TransactionMarkerChannelManager}: "Couldn't find leader endpoint ...
 * likely deleted already".)
 *
 * <p>To avoid that, the controller first runs alone until it has fenced the dead broker. That takes
 * one second instead of the nine of a session timeout, so the whole start is faster as well.
 */
final class BrokerSessionFence {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSessionFence.class);
  private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(10);
  private static final long POLL_MS = 25;

  private BrokerSessionFence() {}

  /** Returns when no earlier session of this broker counts as alive. */
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

  /** Kafka writes a file when it shuts down cleanly. */
  private static boolean wasKilled(KafkaNodeConfig node) {
    return Files.exists(node.logDirectory().resolve("__cluster_metadata-0"))
        && Files.notExists(node.logDirectory().resolve(".kafka_cleanshutdown"));
  }

  private static void awaitFenced() throws InterruptedException {
    long deadline = System.nanoTime() + GIVEN_UP_WITHIN.toNanos();
    while (brokers("ActiveBrokerCount") != 0 || brokers("FencedBrokerCount") == 0) {
      if (System.nanoTime() > deadline) {
        // The broker was killed before it registered, or the machine is too busy.
        LOG.warn("The controller knows of no killed broker");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /** Negative until the controller has counted the brokers. */
  private static int brokers(String count) {
    try {
      var name = new ObjectName("kafka.controller:type=KafkaController,name=" + count);
      return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value");
    } catch (InstanceNotFoundException e) {
      return -1;
    } catch (JMException e) {
      throw new IllegalStateException("The controller does not expose its number of brokers", e);
    }
  }
}
