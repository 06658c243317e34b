package io.syncledger.query.delivery.trial;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.trial.TestNotification.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries an organisation's channels out. */
@Controller("/api/v1/alerts/test")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class TestNotificationController {
  private static final String ORGANIZATION = "X-Organization-ID";

  private final TestNotification notification;
  private final Clock clock;

  TestNotificationController(TestNotification trial, Clock clock) {
    this.notification = trial;
    this.clock = clock;
  }

  /**
   * @param success whether every channel took it
   */
  @Serdeable
  record TestReport(
      boolean success, String organizationId, List<ChannelReport> channels, Instant timestamp) {}

  /**
   * @param channelId begins with {@code deployment-} when it is not the organisation's own
   * @param status the other side's answer, if it gave one
   * @param message what happened, for people
   */
  @Serdeable
  record ChannelReport(
      String channelId, String kind, boolean delivered, @Nullable Integer status, String message) {

    static ChannelReport of(Result result) {
      return new ChannelReport(
          result.channel().id(),
          result.channel().kind().toString(),
          result.delivered(),
          result.outcome().status(),
          result.outcome().description());
    }
  }

  /** A test notice through every channel of the organisation and of the deployment. */
  @Post
  TestReport test(@Header(ORGANIZATION) OrganizationId organizationId) throws InterruptedException {
    var results = notification.run(organizationId);
    return new TestReport(
        results.stream().allMatch(Result::delivered),
        organizationId.value(),
        results.stream().map(ChannelReport::of).toList(),
        clock.instant());
  }
}
