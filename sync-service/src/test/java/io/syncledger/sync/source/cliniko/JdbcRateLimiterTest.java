package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.source.RequestListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances on one database. */
class JdbcRateLimiterTest {
  private static final Duration WINDOW = Duration.ofMillis(400);
  private static final Duration REQUEST = Duration.ofMillis(300);

  private static TestDatabase database;
  private static List<ServiceInstance> instances;

  private final ApiKey key = new ApiKey(UUID.randomUUID() + "-au4");

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    var nowhere = URI.create("http://127.0.0.1:1/v1");
    instances =
        List.of(
            ServiceInstance.start(database.url(), nowhere, Map.of()),
            ServiceInstance.start(database.url(), nowhere, Map.of()));
  }

  @AfterAll
  static void stop() {
    instances.forEach(ServiceInstance::close);
  }

  /** The period of a request, in nanoseconds. */
  private record Sent(long from, long to) {}

  @Test
  void no_window_ever_sees_more_requests_than_the_limit() throws Exception {
    int limit = 5;
    var sent = new ConcurrentLinkedQueue<Sent>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 8; worker++) {
        var rateLimiters = rateLimiters(worker % 2, limit);
        var random = new Random(worker);
        workers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 4; i++) {
                    try (var _ = rateLimiters.forKey(key).acquire(RequestListener.NONE)) {
                      long from = System.nanoTime();
                      Ticker.SYSTEM.sleep(Duration.ofMillis(random.nextInt(1, 30)));
                      sent.add(new Sent(from, System.nanoTime()));
                    }
                  }
                  return null;
                }));
      }
      for (var worker : workers) {
        worker.get();
      }
    }

    assertThat(sent).hasSize(32);
    long window = WINDOW.minusMillis(5).toNanos(); // the database has a clock of its own
    for (var one : sent) {
      var seen = sent.stream().filter(o -> o.from() <= one.from() && o.to() > one.from() - window);
      assertThat(seen.count()).isLessThanOrEqualTo(limit);
    }
  }

  @Test
  void slots_of_a_crashed_instance_are_released() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      var unused = rateLimiters(0, 3).forKey(key).acquire(RequestListener.NONE);
    }
    long begin = System.nanoTime();

    for (int i = 0; i < 3; i++) {
      rateLimiters(1, 3).forKey(key).acquire(RequestListener.NONE).close();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThan(REQUEST.plus(WINDOW).minusMillis(100));
  }

  @Test
  void a_slot_that_another_took_over_is_not_given_back_twice() throws InterruptedException {
    var slow = rateLimiters(0, 1).forKey(key).acquire(RequestListener.NONE);
    try (var _ = rateLimiters(1, 1).forKey(key).acquire(RequestListener.NONE)) {
      var before = slots();
      slow.close();
      assertThat(slots()).isEqualTo(before);
    }
  }

  @Test
  void a_pause_of_one_instance_holds_for_the_other_and_is_reported_once()
      throws InterruptedException {
    var reported = new ArrayList<RequestListener.Reason>();
    rateLimiters(0, 3).forKey(key).acquire(RequestListener.NONE).close();
    long begin = System.nanoTime();
    rateLimiters(0, 3).forKey(key).pause(Duration.ofMillis(2_800));
    rateLimiters(0, 3).forKey(key).pause(Duration.ofMillis(50));

    rateLimiters(1, 3).forKey(key).acquire((_, reason) -> reported.add(reason)).close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(2_700));
    assertThat(reported).containsExactly(RequestListener.Reason.RATE_LIMITED);
  }

  @Test
  void an_interruption_ends_a_wait_at_once() throws InterruptedException {
    rateLimiters(0, 1).forKey(key).pause(Duration.ofHours(1));
    var interrupted = new CountDownLatch(1);
    var waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    rateLimiters(1, 1).forKey(key).acquire(RequestListener.NONE).close();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

    waiter.interrupt();

    await().atMost(Duration.ofSeconds(30)).until(() -> interrupted.getCount() == 0);
  }

  @Test
  void an_interrupted_thread_releases_its_slot() throws Exception {
    var rateLimiter = rateLimiters(0, 1).forKey(key);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads
          .submit(
              () -> {
                var permit = rateLimiter.acquire(RequestListener.NONE);
                Thread.currentThread().interrupt();
                permit.close();
                assertThat(Thread.interrupted()).isTrue();
                return null;
              })
          .get();
    }

    assertThat(database.queryLong("select count(*) from request_slots where budget = ?", digest()))
        .isEqualTo(1);
    assertThat(
            database.queryLong(
                """
                select count(*) from request_slots
                where budget = ? and free_at > clock_timestamp() + ? * interval '1 ms'
                """,
                digest(),
                WINDOW.toMillis() + 1))
        .isZero();
  }

  private static RateLimiters rateLimiters(int instance, int limit) {
    var slots = instances.get(instance).bean(RequestSlotRepository.class);
    return new RateLimiters(
        slots,
        TestSettings.limited(limit, REQUEST, WINDOW),
        new SourceMetrics(new SimpleMeterRegistry()),
        Clock.systemUTC());
  }

  private String slots() {
    return database
        .query("select slot, free_at, uses from request_slots where budget = ?", digest())
        .toString();
  }

  private byte[] digest() {
    return RateLimiters.digest(key);
  }
}
