package io.syncledger.query.projection;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics and has them written, one batch after the other, as long as the application
 * runs. Kafka only shares out the partitions; where to read on is what the database says. Whatever
 * fails, the projector lets go of its partitions, pauses, and begins again from the database.
 */
@Singleton
public final class Projector implements ApplicationEventListener<StartupEvent> {
  /** How it goes. */
  public enum State {
    STARTING,
    RUNNING,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaClients kafka;
  private final BatchWriter writer;
  private final ProjectionTracer trace;
  private final ProjectionMetrics metrics;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile State state = State.STARTING;
  private volatile @Nullable Consumer<?, ?> reading;

  Projector(
      KafkaClients kafka, BatchWriter writer, ProjectionTracer trace, ProjectionMetrics metrics) {
    this.kafka = kafka;
    this.writer = writer;
    this.trace = trace;
    this.metrics = metrics;
    this.thread = Thread.ofVirtual().name("projector").unstarted(this::run);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  public State state() {
    return state;
  }

  private void run() {
    try {
      var pause = PAUSE_MIN;
      do {
        pause = consumeUntilFailure() ? PAUSE_MIN : increase(pause);
      } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("Closed while waiting");
    } finally {
      state = State.FAILING;
    }
  }

  /**
   * Returns when something has failed, or when it is time to close; false if it never got going.
   */
  private boolean consumeUntilFailure() throws InterruptedException {
    state = state == State.RUNNING ? State.STARTING : state;
    try {
      consume();
    } catch (WakeupException | InterruptException e) {
      LOG.debug("Closed");
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      boolean ran = state == State.RUNNING;
      onFailure(e);
      return ran;
    }
    return true;
  }

  private static Duration increase(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  private void onFailure(Exception failure) {
    state = State.FAILING;
    metrics.failed();
    if (failure instanceof OffsetOutOfRangeException) {
      LOG.error(
          "The tables are of another log: bring back theirs, or start with an empty database");
      return;
    }
    // Neither the message nor the trace of a database's exception is sure to be free of data.
    LOG.atWarn()
        .addKeyValue("error", failure.getClass().getSimpleName())
        .log("The projection stopped and begins again");
  }

  private void consume() throws InterruptedException {
    try (var consumer = kafka.openConsumer()) {
      reading = consumer;
      var assignment = new AssignedPartitions(consumer, writer);
      consumer.subscribe(writer.topics(), assignment);
      while (closing.getCount() > 0) {
        var batch = assignment.toBatch(consumer.poll(POLL));
        if (!batch.to().isEmpty()) {
          trace.trace(batch, () -> writer.write(batch));
          assignment.markWritten(batch);
        }
        state = assignment.isAssigned() ? State.RUNNING : state;
      }
    } finally {
      reading = null;
    }
  }

  @PreDestroy
  void close() throws InterruptedException {
    closing.countDown();
    var consumer = reading;
    if (consumer == null) {
      thread.interrupt();
    } else {
      consumer.wakeup();
    }
    if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
      LOG.warn("The projector did not stop in time; what it had begun is rolled back");
      thread.interrupt();
    }
  }
}
