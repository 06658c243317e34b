package io.syncledger.query.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpStatus;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.query.projection.ChangeNotification;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open streams of this instance, by organization; their number is limited. */
@Context // its gauge is there from the start
final class StreamRegistry {
  private static final long RETRY_AFTER_SECONDS = 10;

  private final Map<OrganizationId, Set<ChangeSignal>> byOrganization = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final int limit;

  StreamRegistry(StreamSettings settings, MeterRegistry registry) {
    this.limit = settings.streams();
    Gauge.builder("syncledger.live.streams.open", count, AtomicInteger::get)
        .description("Live streams that browsers and other clients hold open")
        .register(registry);
  }

  /**
   * Reserves a place for one more stream.
   *
   * @throws Problem 429 when there is none left
   */
  void acquire() {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_streams",
              "Too many streams",
              "As many streams as allowed are open; close one or try again later")
          .with("retry_after", RETRY_AFTER_SECONDS);
    }
  }

  void release() {
    count.decrementAndGet();
  }

  void add(OrganizationId organization, ChangeSignal signal) {
    byOrganization.compute(
        organization,
        (_, signals) -> {
          var all = signals == null ? ConcurrentHashMap.<ChangeSignal>newKeySet() : signals;
          all.add(signal);
          return all;
        });
  }

  void remove(OrganizationId organization, ChangeSignal signal) {
    byOrganization.computeIfPresent(
        organization,
        (_, signals) -> {
          signals.remove(signal);
          return signals.isEmpty() ? null : signals;
        });
  }

  /**
   * Wakes the streams of some organizations.
   *
   * @param organizations their ids, or {@link ChangeNotification#ALL}
   */
  void signal(Set<String> organizations) {
    byOrganization.forEach(
        (organization, signals) -> {
          if (organizations.contains(organization.value())
              || organizations.contains(ChangeNotification.ALL)) {
            signals.forEach(ChangeSignal::send);
          }
        });
  }
}
