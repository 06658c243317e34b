package io.syncledger.sync.outbox;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one relay going among all instances: whoever wins the lock relays, the others stand by.
 * Whatever fails, a new term begins after a pause.
 */
@Singleton
final class OutboxRelay implements ApplicationEventListener<ServerStartupEvent> {
  /** What this instance's relay is doing. */
  enum State {
    STARTING,
    ACTIVE,
    STANDBY,
    FAILING
  }

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final RelayTerm term;
  private final OutboxSettings settings;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile State state = State.STARTING;
  private volatile @Nullable Thread thread;

  OutboxRelay(RelayTerm term, OutboxSettings settings) {
    this.term = term;
    this.settings = settings;
  }

  State state() {
    return state;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    var running = thread;
    if (running != null && !running.join(STOP_WITHIN)) {
      running.interrupt();
    }
  }

  private void run() {
    try {
      do {
        serve();
      } while (!stopping.await(settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.info("The outbox relay was interrupted; the next one takes over what it left");
    }
  }

  private void serve() throws InterruptedException {
    try {
      if (!term.serve(() -> enter(State.ACTIVE), () -> stopping.getCount() == 0)) {
        enter(State.STANDBY);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The outbox relay failed and will begin anew: {}", kinds(e));
      enter(State.FAILING);
    }
  }

  /** Messages of drivers may repeat values; the kinds of failure are all that is told. */
  private static String kinds(Throwable failure) {
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
}
