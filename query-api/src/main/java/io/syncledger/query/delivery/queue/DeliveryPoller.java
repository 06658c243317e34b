package io.syncledger.query.delivery.queue;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.http.lifecycle.PeriodicWorker;
import io.syncledger.query.delivery.DeliverySettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due deliveries again and again and runs each on a thread of its own, limited in all and
 * for each channel. Any number of instances poll side by side; what one that dies had claimed is
 * due again when the lease ends.
 */
@Singleton
final class DeliveryPoller implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryPoller.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final TransactionOperations<Connection> transactions;
  private final DeliveryRepository deliveries;
  private final DeliveryWorker worker;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final PeriodicWorker poller;

  DeliveryPoller(
      @Named("query") TransactionOperations<Connection> transactions,
      DeliveryRepository deliveries,
      DeliveryWorker worker,
      DeliverySettings settings,
      Clock clock) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.worker = worker;
    this.settings = settings;
    this.clock = clock;
    this.poller = PeriodicWorker.paced(settings.pollInterval(), "delivery-poller", this::startDue);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    if (settings.enabled()) {
      poller.start();
    }
  }

  /** Returns no pause while deliveries were due, as more may be. */
  private Duration startDue() {
    int capacity = capacity();
    if (capacity == 0) {
      return settings.pollInterval();
    }
    var claimed = claim(capacity);
    claimed.forEach(this::start);
    return claimed.isEmpty() ? settings.pollInterval() : Duration.ZERO;
  }

  private List<ClaimedDelivery> claim(int limit) {
    var now = clock.instant();
    return transactions.executeWrite(
        _ -> {
          deliveries.cancelSuperseded(now);
          return deliveries.claim(
              UUID.randomUUID(),
              now,
              now.plus(settings.lease()),
              limit,
              settings.maxConcurrentPerChannel(),
              busyChannels());
        });
  }

  private void start(ClaimedDelivery delivery) {
    acquire(delivery.channelId());
    executor.execute(
        () -> {
          try {
            worker.deliver(delivery);
          } finally {
            release(delivery.channelId());
          }
        });
  }

  private int capacity() {
    synchronized (inFlight) {
      return settings.maxConcurrent()
          - inFlight.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private String busyChannels() {
    synchronized (inFlight) {
      return inFlight.entrySet().stream()
          .filter(channel -> channel.getValue() >= settings.maxConcurrentPerChannel())
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(DeliveryRepository.SEPARATOR));
    }
  }

  private void acquire(String channel) {
    synchronized (inFlight) {
      inFlight.merge(channel, 1, Integer::sum);
    }
  }

  private void release(String channel) {
    synchronized (inFlight) {
      inFlight.computeIfPresent(channel, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  @PreDestroy
  void close() throws InterruptedException {
    poller.stop(CLOSE_WITHIN);
    executor.shutdown();
    if (!executor.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.info("Deliveries still under way are due again when their leases end");
      executor.shutdownNow();
    }
  }
}
