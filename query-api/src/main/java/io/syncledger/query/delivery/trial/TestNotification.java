package io.syncledger.query.delivery.trial;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelSender;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.channels.ChannelDirectory;
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
final class TestNotification {
  /** At the same time; each takes as long as the slowest channel. */
  private static final int MAX_CONCURRENT = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);
  private final ChannelDirectory channels;
  private final ChannelSender sender;
  private final Clock clock;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  TestNotification(ChannelDirectory channels, ChannelSender attempt, Clock clock) {
    this.channels = channels;
    this.sender = attempt;
    this.clock = clock;
  }

  /** What happened at one channel. */
  record Result(Channel channel, SendOutcome outcome) {
    boolean delivered() {
      return outcome instanceof Accepted;
    }
  }

  /**
   * @throws Problem 429 when as many as may are being made
   */
  List<Result> run(OrganizationId organization) throws InterruptedException {
    if (!slots.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_tests",
              "Too many tests",
              "Others are testing their channels; try again later")
          .with("retry_after", RETRY_AFTER.toSeconds());
    }
    try {
      return sendToAll(organization);
    } finally {
      slots.release();
    }
  }

  private List<Result> sendToAll(OrganizationId organization) throws InterruptedException {
    var id = "test/" + UUID.randomUUID();
    var message = NotificationMessage.test(id, organization, clock.instant());
    var attempts =
        channels.of(organization).stream()
            .map(
                channel ->
                    (Callable<Result>) () -> new Result(channel, sender.send(channel, message)))
            .toList();
    return executor.invokeAll(attempts).stream().map(TestNotification::result).toList();
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
    executor.shutdownNow();
  }
}
