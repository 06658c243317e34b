package io.syncledger.query.delivery.channels;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelSender;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sends a test notification through every channel of an organization, once and at once. */
@Controller("/api/v1/alerts/test")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class TestNotificationController {
  private static final String ORGANIZATION = "X-Organization-ID";

  /** Tests at the same time; each takes as long as its slowest channel. */
  private static final int MAX_CONCURRENT = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

  private final ChannelDirectory channels;
  private final ChannelSender sender;
  private final Clock clock;
  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  TestNotificationController(ChannelDirectory channels, ChannelSender sender, Clock clock) {
    this.channels = channels;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * @param success whether every channel accepted the notification
   */
  @Serdeable
  record TestReport(
      boolean success, String organizationId, List<ChannelReport> channels, Instant timestamp) {}

  /**
   * @param channelId begins with {@code deployment-} unless the channel is the organization's own
   * @param status the receiver's response, if there was one
   * @param message what happened, in words
   */
  @Serdeable
  record ChannelReport(
      String channelId, String kind, boolean delivered, @Nullable Integer status, String message) {

    static ChannelReport of(Channel channel, SendOutcome outcome) {
      return new ChannelReport(
          channel.id(),
          channel.kind().toString(),
          outcome instanceof Accepted,
          outcome.status(),
          outcome.description());
    }
  }

  /** Sends a test notification through every channel of the organization and of the deployment. */
  @Post
  TestReport test(@Header(ORGANIZATION) OrganizationId organizationId) throws InterruptedException {
    if (!slots.tryAcquire()) {
      throw new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "too_many_tests",
              "Too many tests",
              "Others are testing their channels; try again later")
          .with("retry_after", RETRY_AFTER.toSeconds());
    }
    try {
      var reports = sendToAll(organizationId);
      return new TestReport(
          reports.stream().allMatch(ChannelReport::delivered),
          organizationId.value(),
          reports,
          clock.instant());
    } finally {
      slots.release();
    }
  }

  private List<ChannelReport> sendToAll(OrganizationId organization) throws InterruptedException {
    var id = "test/" + UUID.randomUUID();
    var message = NotificationMessage.test(id, organization, clock.instant());
    var attempts =
        channels.list(organization).stream()
            .map(
                channel ->
                    (Callable<ChannelReport>)
                        () -> ChannelReport.of(channel, sender.send(channel, message)))
            .toList();
    return executor.invokeAll(attempts).stream()
        .map(TestNotificationController::completed)
        .toList();
  }

  private static ChannelReport completed(Future<ChannelReport> attempt) {
    try {
      return attempt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A sender reports failures as an outcome", e);
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
