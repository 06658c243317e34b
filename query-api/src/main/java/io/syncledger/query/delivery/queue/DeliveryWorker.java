package io.syncledger.query.delivery.queue;

import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.ChannelSender;
import io.syncledger.query.delivery.DeliverySettings;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.channels.ChannelDirectory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one claimed delivery: sends it over its channel and records the result. */
@Singleton
final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final DeliveryRepository deliveries;
  private final ChannelDirectory channels;
  private final ChannelSender sender;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  DeliveryWorker(
      DeliveryRepository deliveries,
      ChannelDirectory channels,
      ChannelSender sender,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      Clock clock) {
    this.deliveries = deliveries;
    this.channels = channels;
    this.sender = sender;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  void deliver(ClaimedDelivery delivery) {
    try {
      var message = delivery.parseMessage();
      var outcome = send(delivery, message);
      recordResult(delivery, message, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.debug("Stopped; the delivery is due again when its lease ends");
    } catch (Exception e) { // also checked exceptions that a transaction throws undeclared
      LOG.atWarn()
          .setCause(new RedactedException(e))
          .log("The result of a delivery could not be recorded; it is due again");
    }
  }

  private SendOutcome send(ClaimedDelivery delivery, NotificationMessage message)
      throws InterruptedException {
    var channel = channels.find(delivery.channelId());
    return channel.isPresent()
        ? sender.send(channel.get(), message)
        : new Gone("the channel is gone or disabled", null);
  }

  private void recordResult(
      ClaimedDelivery delivery, NotificationMessage message, SendOutcome outcome) {
    var kind = ChannelKind.parse(delivery.kind());
    var result = evaluate(delivery.failures(), kind, message, outcome);
    if (!record(delivery, result)) {
      LOG.atWarn().addKeyValue("kind", kind).log("A delivery took longer than its lease");
    }
    metrics.countAttempt(kind, result.metricTag());
    if (outcome instanceof Gone gone) {
      channels.disable(delivery.channelId(), gone.reason());
    }
    if (result.state() == DeliveryResult.State.FAILED) {
      LOG.atWarn()
          .addKeyValue("kind", kind)
          .addKeyValue("channel", delivery.channelId())
          .addKeyValue("notification", message.id())
          .addKeyValue("reason", outcome.description())
          .log("A notification could not be delivered");
    }
  }

  private DeliveryResult evaluate(
      int failuresBefore, ChannelKind kind, NotificationMessage message, SendOutcome outcome) {
    boolean firing = message.type().firing();
    return DeliveryResult.of(
        failuresBefore,
        outcome,
        RetrySchedule.forChannel(kind, firing, settings.webhookRetries()),
        kind == ChannelKind.ALERTMANAGER && firing ? settings.resendInterval() : null,
        clock.instant(),
        ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @return false when another instance has taken the delivery over
   */
  private boolean record(ClaimedDelivery delivery, DeliveryResult result) {
    return deliveries.recordResult(
            delivery.id(),
            delivery.claim(),
            result.state().toString(),
            result.failures(),
            result.nextAttemptAt(),
            result.status(),
            result.error(),
            result.state() == DeliveryResult.State.DELIVERED ? result.at() : null)
        > 0;
  }
}
