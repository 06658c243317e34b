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

/** Who watches which organisation on this instance, in a limited number. */
@Context // its gauge is there from the start
final class StreamRegistry {
  private static final long RETRY_AFTER_SECONDS = 10;

  private final Map<OrganizationId, Set<ChangeSignal>> byOrganization = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final int most;

  StreamRegistry(StreamSettings settings, MeterRegistry registry) {
    this.most = settings.streams();
    Gauge.builder("syncledger.live.streams.open", count, AtomicInteger::get)
        .description("Live streams that browsers and other clients hold open")
        .register(registry);
  }

  /**
   * Makes room for one more.
   *
   * @throws Problem 429 when there is none
   */
  void acquire() {
    if (count.incrementAndGet() > most) {
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

  void add(OrganizationId organization, ChangeSignal wake) {
    byOrganization.compute(
        organization,
        (_, watchers) -> {
          var all = watchers == null ? ConcurrentHashMap.<ChangeSignal>newKeySet() : watchers;
          all.add(wake);
          return all;
        });
  }

  void remove(OrganizationId organization, ChangeSignal wake) {
    byOrganization.computeIfPresent(
        organization,
        (_, watchers) -> {
          watchers.remove(wake);
          return watchers.isEmpty() ? null : watchers;
        });
  }

  /**
   * Wakes those who watch.
   *
   * @param organizations their ids, or {@link ChangeNotification#ALL}
   */
  void signal(Set<String> organizations) {
    byOrganization.forEach(
        (organization, watchers) -> {
          if (organizations.contains(organization.value())
              || organizations.contains(ChangeNotification.ALL)) {
            watchers.forEach(ChangeSignal::signal);
          }
        });
  }
}
