package io.syncledger.sync.source.cliniko;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meters of the requests to the source: each one that was sent counts, retries included. No label
 * grows with the number of organizations.
 */
@Context // its meters are there from the start
final class SourceMetrics {
  private static final String NO_RESPONSE = "none";
  private static final String TOO_MANY = "429";
  private static final int TOO_MANY_REQUESTS = 429;

  /** Fixed bucket limits, so that instances can be summed. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry meters;
  private final Counter waitSeconds;
  private final AtomicInteger waitingRequests = new AtomicInteger();

  SourceMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.waitSeconds =
        Counter.builder("syncledger.source.rate.limit.wait")
            .description("Time that requests have waited for the source's rate limit")
            .baseUnit("seconds")
            .tag("service", ClinikoSettings.SERVICE.value())
            .register(meters);
    Gauge.builder("syncledger.source.rate.limit.waiting", waitingRequests, AtomicInteger::get)
        .description("Requests that wait for the source's rate limit right now")
        .tag("service", ClinikoSettings.SERVICE.value())
        .register(meters);
    List.of("2xx", "3xx", TOO_MANY, "4xx", "5xx", NO_RESPONSE).forEach(this::requests);
  }

  /**
   * Records a request that got a response.
   *
   * @param nanos from sending it to the last byte
   */
  void recordResponse(int status, long nanos) {
    requests(status == TOO_MANY_REQUESTS ? TOO_MANY : status / 100 + "xx")
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Records a request that got no response, or only a part. */
  void recordNoResponse(long nanos) {
    requests(NO_RESPONSE).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A ticker that measures the time spent in sleep. */
  Ticker measuringWaits(Ticker ticker) {
    return new Ticker() {
      @Override
      public long nanos() {
        return ticker.nanos();
      }

      @Override
      public void sleep(Duration time) throws InterruptedException {
        long start = ticker.nanos();
        waitingRequests.incrementAndGet();
        try {
          ticker.sleep(time);
        } finally {
          waitingRequests.decrementAndGet();
          waitSeconds.increment((ticker.nanos() - start) / 1e9);
        }
      }
    };
  }

  private Timer requests(String status) {
    return Timer.builder("syncledger.source.request.duration")
        .description("Requests to the source's API, from sending to the last byte of the response")
        .tag("service", ClinikoSettings.SERVICE.value())
        .tag("status", status)
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
