package io.syncledger.query.projection;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.http.lifecycle.PeriodicWorker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the topics and has each batch written, one after the other, for as long as the
 * application runs. Kafka only distributes the partitions among the instances; the positions to
 * resume from are those in the database. After any failure the projector closes its consumer,
 * pauses, and resumes from the database.
 */
@Singleton
public final class Projector implements ApplicationEventListener<StartupEvent> {
  /** Whether the projection is working. */
  public enum State {
    STARTING,
    RUNNING,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaClients kafka;
  private final BatchWriter writer;
  private final ProjectionTracer tracer;
  private final ProjectionMetrics metrics;
  private final PeriodicWorker worker;
  private Duration pause = PAUSE_MIN;
  private volatile State state = State.STARTING;
  private volatile @Nullable Consumer<?, ?> activeConsumer;

  Projector(
      KafkaClients kafka, BatchWriter writer, ProjectionTracer tracer, ProjectionMetrics metrics) {
    this.kafka = kafka;
    this.writer = writer;
    this.tracer = tracer;
    this.metrics = metrics;
    this.worker = PeriodicWorker.paced(PAUSE_MAX, "projector", this::consumeUntilFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    worker.start();
  }

  public State state() {
    return worker.hasEnded() ? State.FAILING : state;
  }

  /**
   * Returns when something has failed or the application stops.
   *
   * @return the pause before the next attempt; it grows while no attempt gets going
   */
  private Duration consumeUntilFailure() throws InterruptedException {
    state = state == State.RUNNING ? State.STARTING : state;
    try {
      consume();
      pause = PAUSE_MIN;
    } catch (WakeupException | InterruptException e) {
      LOG.debug("Closed");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // a transaction also lets a driver's checked exceptions through
      pause = state == State.RUNNING ? PAUSE_MIN : doubled(pause);
      onFailure(e);
    }
    return pause;
  }

  private void consume() throws InterruptedException {
    try (var consumer = kafka.openConsumer()) {
      activeConsumer = consumer;
      var assignment = new Assignment(consumer);
      consumer.subscribe(writer.topics(), assignment);
      while (!worker.isStopping()) {
        var batch = assignment.toBatch(consumer.poll(POLL_TIMEOUT));
        if (!batch.to().isEmpty()) {
          tracer.trace(batch, () -> writer.write(batch));
          assignment.markWritten(batch);
        }
        state = assignment.known ? State.RUNNING : state;
      }
    } finally {
      activeConsumer = null;
    }
  }

  /** The partitions that this instance holds at the moment, and how far each has been written. */
  private final class Assignment implements ConsumerRebalanceListener {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Whether Kafka has distributed the partitions; this instance may have got none. */
    private boolean known;

    Assignment(Consumer<?, ?> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      var stored = writer.startingPositions(partitions);
      positions.putAll(stored);
      stored.forEach(consumer::seek);
      known = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      positions.keySet().removeAll(List.copyOf(partitions));
    }

    /** The polled records, up to the consumer's positions; empty if these have not moved. */
    Batch toBatch(ConsumerRecords<String, byte[]> polled) {
      var from = new HashMap<TopicPartition, Long>();
      var to = new HashMap<TopicPartition, Long>();
      positions.forEach(
          (partition, position) -> {
            long next = consumer.position(partition);
            if (next != position) {
              from.put(partition, position);
              to.put(partition, next);
            }
          });
      var records = new ArrayList<ConsumerRecord<String, byte[]>>(polled.count());
      polled.forEach(records::add);
      return new Batch(from, to, records);
    }

    void markWritten(Batch batch) {
      positions.putAll(batch.to());
    }
  }

  private void onFailure(Exception failure) {
    state = State.FAILING;
    metrics.failed();
    if (failure instanceof OffsetOutOfRangeException) {
      LOG.error(
          "The tables belong to another log: restore that log, or start with an empty database");
      return;
    }
    // The message and the stack trace of a database exception may quote data.
    LOG.atWarn()
        .addKeyValue("error", failure.getClass().getSimpleName())
        .log("The projection failed and resumes after a pause");
  }

  private static Duration doubled(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  @PreDestroy
  void close() {
    var consumer = activeConsumer;
    if (consumer == null) {
      worker.close();
    } else {
      consumer.wakeup();
      worker.stop(CLOSE_WITHIN); // an interrupted batch is rolled back
    }
  }
}
