package io.syncledger.query.watermark;

import io.syncledger.query.projection.KafkaClients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka something twice a second, on a thread of its own. After a failure it is asked anew, by
 * a new client.
 */
final class AdminClientLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminClientLoop.class);
  private static final Duration EVERY = Duration.ofMillis(500);

  /** What is asked. */
  @FunctionalInterface
  interface AdminTask {
    void run(Admin admin) throws InterruptedException;
  }

  private final KafkaClients kafka;
  private final AdminTask question;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;

  /**
   * @param failed is told of each failure, between two questions
   */
  AdminClientLoop(
      String name, KafkaClients kafka, AdminTask question, Consumer<RuntimeException> failed) {
    this.kafka = kafka;
    this.question = question;
    this.failed = failed;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        runUntilFailure();
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    }
  }

  private void runUntilFailure() throws InterruptedException {
    try {
      runWith(kafka.openAdmin());
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  private void runWith(Admin admin) throws InterruptedException {
    try {
      while (true) {
        question.run(admin);
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } finally {
      admin.close(Duration.ZERO); // a silent broker would keep it waiting for a minute
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
