package io.syncledger.query.watermark;

import io.syncledger.http.lifecycle.PeriodicWorker;
import io.syncledger.query.projection.KafkaClients;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs a task with a Kafka admin client twice a second, on a thread of its own. After a failure the
 * client is replaced.
 */
final class AdminClientLoop implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** A task that queries Kafka. */
  @FunctionalInterface
  interface AdminTask {
    void run(Admin admin) throws InterruptedException;
  }

  private final KafkaClients kafka;
  private final AdminTask task;
  private final PeriodicWorker worker;

  /**
   * @param onFailure is called after each failure, before the next run
   */
  AdminClientLoop(String name, KafkaClients kafka, AdminTask task, Consumer<Exception> onFailure) {
    this.kafka = kafka;
    this.task = task;
    this.worker = PeriodicWorker.every(INTERVAL, name, this::runUntilFailure).onFailure(onFailure);
  }

  void start() {
    worker.start();
  }

  private void runUntilFailure() throws InterruptedException {
    var admin = kafka.openAdmin();
    try {
      while (!worker.isStopping()) {
        task.run(admin);
        TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
      }
    } finally {
      admin.close(Duration.ZERO); // a silent broker would block a normal close for a minute
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
