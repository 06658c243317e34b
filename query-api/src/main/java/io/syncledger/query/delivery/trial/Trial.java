package io.syncledger.query.delivery.trial;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.query.delivery.Attempt;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.Message;
import io.syncledger.query.delivery.Outcome;
import io.syncledger.query.delivery.Outcome.Accepted;
import io.syncledger.query.delivery.channels.Channels;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Sends a test through every channel at once, once. */
@Singleton
final class Trial {
  /** At the same time; each takes as long as the slowest channel. */
  private static final int TRIALS = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

  private final Semaphore room = new Semaphore(TRIALS);
  private final Channels channels;
  private final Attempt attempt;
  private final Clock clock;
  private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

  Trial(Channels channels, Attempt attempt, Clock clock) {
    this.channels = channels;
    this.attempt = attempt;
    this.clock = clock;
  }

  /** What happened at one channel. */
  record Result(Channel channel, Outcome outcome) {
    boolean delivered() {
      return outcome instanceof Accepted;
    }
  }

  /**
   * @throws Problem 429 when as many as may are being made
   */
  List<Result> run(OrganizationId organization) throws InterruptedException {
    if (!room.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_tests",
              "Too many tests",
              "Others are testing their channels; try again later")
          .with("retry_after", RETRY_AFTER.toSeconds());
    }
    try {
      return sent(organization);
    } finally {
      room.release();
    }
  }

  private List<Result> sent(OrganizationId organization) throws InterruptedException {
    var id = "test/" + UUID.randomUUID();
    var message = Message.test(id, organization, clock.instant());
    var attempts =
        channels.of(organization).stream()
            .map(
                channel ->
                    (Callable<Result>) () -> new Result(channel, attempt.send(channel, message)))
            .toList();
    return couriers.invokeAll(attempts).stream().map(Trial::result).toList();
  }

  private static Result result(Future<Result> attempt) {
    try {
      return attempt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An attempt tells of its own faults", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("All attempts have ended", e);
    }
  }

  @PreDestroy
  void close() {
    couriers.shutdownNow();
  }
}
