package io.syncledger.query.delivery.queue;

import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.delivery.ChannelSender;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.channels.ChannelDirectory;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one delivery out and writes down what became of it. */
@Singleton
final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final DeliveryRepository queue;
  private final ChannelDirectory channels;
  private final ChannelSender sender;
  private final Schedules schedules;
  private final DeliveryMetrics metrics;

  DeliveryWorker(
      DeliveryRepository queue,
      ChannelDirectory channels,
      ChannelSender attempt,
      Schedules schedules,
      DeliveryMetrics metrics) {
    this.queue = queue;
    this.channels = channels;
    this.sender = attempt;
    this.schedules = schedules;
    this.metrics = metrics;
  }

  void deliver(ClaimedDelivery claimed) {
    try {
      settle(claimed, send(claimed));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.debug("Closed; the delivery falls due again");
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      LOG.atWarn()
          .setCause(new RedactedException(e))
          .log("What became of a delivery could not be written down; it falls due again");
    }
  }

  private SendOutcome send(ClaimedDelivery claimed) throws InterruptedException {
    var channel = channels.find(claimed.channelId());
    return channel.isPresent()
        ? sender.send(channel.get(), claimed.message())
        : new Gone("the channel is gone or disabled", null);
  }

  private void settle(ClaimedDelivery claimed, SendOutcome outcome) {
    var settled = schedules.settle(claimed, outcome);
    if (!queue.settle(claimed, settled)) {
      LOG.atWarn().addKeyValue("kind", claimed.kind()).log("A delivery outlasted its lease");
    }
    metrics.countAttempt(claimed.kind(), settled.metricTag());
    if (outcome instanceof Gone gone) {
      channels.disable(claimed.channelId(), gone.reason());
    }
    if (settled.state() == DeliveryResult.State.FAILED) {
      LOG.atWarn()
          .addKeyValue("kind", claimed.kind())
          .addKeyValue("channel", claimed.channelId())
          .addKeyValue("notice", claimed.message().id())
          .addKeyValue("reason", outcome.description())
          .log("A notice could not be delivered");
    }
  }
}
