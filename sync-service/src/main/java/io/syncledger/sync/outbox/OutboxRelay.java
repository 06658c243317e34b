package io.syncledger.sync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.syncledger.http.lifecycle.PeriodicWorker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox to Kafka. Among all instances, the one that holds the database's lock does
 * it, the others stand by and try to take the lock again and again. After any failure the relay
 * pauses and starts a new session.
 */
@Singleton
final class OutboxRelay implements ApplicationEventListener<ServerStartupEvent> {
  /** State of this instance's relay. */
  enum State {
    STARTING,
    ACTIVE,
    STANDBY,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** How long a batch that is not full waits for more, as a Kafka transaction has a fixed cost. */
  private static final Duration LINGER = Duration.ofMillis(30);

  private final RelayDataSource database;
  private final RelayKafkaClients kafka;
  private final Counter published;
  private final Clock clock;
  private final PeriodicWorker worker;
  private volatile State state = State.STARTING;

  OutboxRelay(
      RelayDataSource database,
      RelayKafkaClients kafka,
      OutboxSettings settings,
      MeterRegistry meters,
      Clock clock) {
    this.database = database;
    this.kafka = kafka;
    this.clock = clock;
    this.published =
        Counter.builder("syncledger.outbox.published")
            .description("Events that this instance brought to Kafka")
            .register(meters);
    this.worker =
        PeriodicWorker.every(settings.retryAfter(), "outbox-relay", this::runSession)
            .onFailure(this::sessionFailed);
  }

  State state() {
    return state;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    worker.start();
  }

  @PreDestroy
  void stop() {
    worker.stop(STOP_WITHIN);
  }

  private void runSession() throws InterruptedException, SQLException {
    if (!serve(() -> enter(State.ACTIVE), worker::isStopping)) {
      enter(State.STANDBY);
    }
  }

  private void sessionFailed(Exception failure) {
    LOG.warn("The outbox relay failed and starts a new session: {}", classNames(failure));
    enter(State.FAILING);
  }

  /** Logs no messages, as those of drivers may repeat values. */
  private static String classNames(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(cause -> cause.getClass().getName())
        .collect(Collectors.joining(" by "));
  }

  private void enter(State next) {
    if (state != next) {
      LOG.info("The outbox relay is {}", next);
    }
    state = next;
  }

  /**
   * Runs one session, which lasts as long as the connection that holds the lock: completes what the
   * previous session left, then publishes until told to stop or until only a new session can help.
   *
   * @param active called once the session publishes
   * @return false at once when another instance holds the lock
   */
  boolean serve(Runnable active, BooleanSupplier stopping)
      throws InterruptedException, SQLException {
    try (var connection = database.connect()) {
      var table = new OutboxTable(connection);
      if (!table.tryLock()) {
        return false;
      }
      var transactionalId = table.transactionalId();
      try (var publisher = kafka.openPublisher(transactionalId)) {
        var session =
            new RelaySession(
                table,
                publisher,
                kafka.hangingTransactions(transactionalId),
                kafka.publishedEvents(),
                clock);
        int hanging = session.recover();
        if (hanging > 0) {
          LOG.warn("{} events hung in an open transaction and are published again", hanging);
        }
        table.listen();
        active.run();
        publish(session, table, stopping);
        return true;
      }
    }
  }

  /** An event after a silence is published at once; under load, events gather to a batch. */
  private void publish(RelaySession session, OutboxTable table, BooleanSupplier stopping)
      throws SQLException, InterruptedException {
    while (!stopping.getAsBoolean()) {
      int events = session.publishNextBatch();
      published.increment(events);
      if (events == 0) {
        table.awaitAppended();
        if (session.hasHangingTransaction()) {
          LOG.warn("Kafka keeps a committed transaction open; the relay starts a new session");
          return;
        }
      } else if (events < OutboxTable.BATCH_SIZE) {
        Thread.sleep(LINGER);
      }
    }
  }
}
