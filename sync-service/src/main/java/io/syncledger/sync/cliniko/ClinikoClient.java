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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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

  /**
   * All that a selection asks for, from a position on, page by page.
   *
   * @param from where an earlier walk of the same selection came to
   */
  public Walk walk(Account account, ClinikoResource list, Selection selection, Position from) {
    var request = ListRequest.shown(list, ListRequest.MOST);
    return new Walk(this, account, list, request.at(base(account)), settings.maxPages());
  }

  /** How many records a list has, hidden ones included, and when the last of them changed. */
  public Probe probe(Account account, ClinikoResource list) throws InterruptedException {
    var newest = ListRequest.all(list, 1).sorted("updated_at:desc");
    var envelope = fetch(newest.at(base(account)), account, list).envelope();
    return new Probe(
        envelope.totalEntries(),
        envelope.records().stream()
            .map(RowKey::of)
            .map(RowKey::updatedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  /**
   * How many records a list has.
   *
   * @param hidden whether those count that the list hides by default
   * @return null when the source does not say
   */
  public @Nullable Long count(Account account, ClinikoResource list, IdRange range, boolean hidden)
      throws InterruptedException {
    var request = hidden ? ListRequest.all(list, 1) : ListRequest.shown(list, 1);
    return fetch(request.within(range).at(base(account)), account, list).envelope().totalEntries();
  }

  /** Certain records as they are now, those that the list hides by default included. */
  public Page byId(Account account, ClinikoResource list, List<String> ids)
      throws InterruptedException {
    var request = ListRequest.selected(list, new Selection.Ids(ids));
    var fetched = fetch(request.at(base(account)), account, list);
    var records = fetched.envelope().records();
    return new Page(
        1,
        records,
        1,
        (long) records.size(),
        fetched.bytes(),
        fetched.durationMs(),
        fetched.at(),
        fetched.requests(),
        Position.START);
  }

  private URI base(Account account) {
    return settings.base(account.key());
  }

  /** The body is read within the retries: half a body is a fault like any other. */
  Fetched fetch(URI uri, Account account, ClinikoResource list) throws InterruptedException {
    var requests = new AtomicInteger();
    try {
      return patiently.get(
          () -> {
            requests.incrementAndGet();
            var body = http.get(uri, account.key());
            return new Fetched(
                PageReader.read(body.bytes(), list.member()),
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
