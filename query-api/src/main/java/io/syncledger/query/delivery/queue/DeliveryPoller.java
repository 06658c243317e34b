package io.syncledger.query.delivery.queue;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.delivery.queue.DeliveryRepository.ClaimRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for deliveries that are due and has each carried out on a thread of its
 * own. Any number of instances do so side by side; what one that dies had in hand falls due again.
 */
@Singleton
final class DeliveryPoller implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryPoller.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final DeliveryRepository queue;
  private final DeliveryWorker worker;
  private final InFlight inFlight;
  private final DeliverySettings settings;
  private final Clock clock;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("deliverer").unstarted(this::run);

  DeliveryPoller(
      DeliveryRepository queue,
      DeliveryWorker courier,
      InFlight inFlight,
      DeliverySettings settings,
      Clock clock) {
    this.queue = queue;
    this.worker = courier;
    this.inFlight = inFlight;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    if (settings.enabled()) {
      thread.start();
    }
  }

  private void run() {
    try {
      long pause = settings.every().toMillis();
      while (!closing.await(startDue() == 0 ? pause : 0, TimeUnit.MILLISECONDS)) {
        LOG.trace("Looking again");
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed while waiting");
    }
  }

  /** How many deliveries were begun. */
  private int startDue() {
    int room = inFlight.room();
    if (room == 0) {
      return 0;
    }
    try {
      var wish =
          new ClaimRequest(
              room, inFlight.perChannel(), inFlight.full(), clock.instant(), settings.lease());
      var claimed = queue.claim(wish);
      claimed.forEach(this::start);
      return claimed.size();
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      LOG.atWarn()
          .setCause(new RedactedException(e))
          .log("The next look will tell what is to be delivered");
      return 0;
    }
  }

  private void start(ClaimedDelivery claimed) {
    inFlight.enter(claimed.channelId());
    executor.execute(
        () -> {
          try {
            worker.deliver(claimed);
          } finally {
            inFlight.leave(claimed.channelId());
          }
        });
  }

  @PreDestroy
  void close() throws InterruptedException {
    closing.countDown();
    if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
      thread.interrupt();
    }
    executor.shutdown();
    if (!executor.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.info("What is still being delivered falls due again when its lease has run out");
      executor.shutdownNow();
    }
  }
}
