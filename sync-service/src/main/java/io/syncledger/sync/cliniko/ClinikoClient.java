package io.syncledger.sync.cliniko;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.syncledger.sync.cliniko.ClinikoException.Passing;
import io.syncledger.sync.cliniko.ClinikoException.RateLimited;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Cliniko's lists, with short faults ridden out. */
@Singleton
public final class ClinikoClient {
  /** How often a page is asked for again after the source said when it would answer. */
  private static final int PAUSES = 5;

  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(16);

  private final ClinikoHttp http;
  private final ClinikoSettings settings;
  private final Clock clock;
  private final FailsafeExecutor<Object> patiently;

  ClinikoClient(ClinikoHttp http, ClinikoSettings settings, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
    // The pause of a rate limit is kept by the key's budget, for all who use the key.
    var limits = RetryPolicy.builder().handle(RateLimited.class).withMaxRetries(PAUSES).build();
    var faults =
        RetryPolicy.builder()
            .handle(Passing.class)
            .withMaxAttempts(settings.attempts())
            .withDelayFn(attempts -> jittered(attempts.getAttemptCount()))
            .build();
    this.patiently = Failsafe.with(limits, faults);
  }

  /** A page's envelope, and what it took to get it. */
  record Fetched(
      PageReader.Envelope envelope, long bytes, long durationMs, Instant at, int requests) {}

  /** All patients that are not archived, in the order of their creation. */
  public Walk patients(ApiKey key) {
    var list = URI.create(settings.base(key) + "/patients?per_page=" + Walk.PAGE_SIZE);
    return new Walk(this, key, "patients", list, settings.maxPages());
  }

  /** The body is read within the retries: half a body is a fault like any other. */
  Fetched fetch(URI uri, ApiKey key, String resource) throws InterruptedException {
    var requests = new AtomicInteger();
    try {
      return patiently.get(
          () -> {
            requests.incrementAndGet();
            var body = http.get(uri, key);
            return new Fetched(
                PageReader.read(body.bytes(), resource),
                body.bytes().length,
                body.tookMs(),
                clock.instant(),
                requests.get());
          });
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  private Duration jittered(int attempts) {
    long doubled = settings.backoff().toMillis() << Math.min(attempts - 1, 10);
    long longest = Math.min(doubled, LONGEST_BACKOFF.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1));
  }
}
