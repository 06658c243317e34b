package io.syncledger.query.delivery.queue;

import io.syncledger.http.problem.Trace;
import io.syncledger.query.delivery.Attempt;
import io.syncledger.query.delivery.Outcome;
import io.syncledger.query.delivery.Outcome.Gone;
import io.syncledger.query.delivery.channels.Channels;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one delivery out and writes down what became of it. */
@Singleton
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final DeliveryQueue queue;
  private final Channels channels;
  private final Attempt attempt;
  private final Schedules schedules;
  private final DeliveryMetrics metrics;

  Courier(
      DeliveryQueue queue,
      Channels channels,
      Attempt attempt,
      Schedules schedules,
      DeliveryMetrics metrics) {
    this.queue = queue;
    this.channels = channels;
    this.attempt = attempt;
    this.schedules = schedules;
    this.metrics = metrics;
  }

  void carry(Claimed claimed) {
    try {
      settle(claimed, outcome(claimed));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.debug("Closed; the delivery falls due again");
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      LOG.atWarn()
          .setCause(new Trace(e))
          .log("What became of a delivery could not be written down; it falls due again");
    }
  }

  private Outcome outcome(Claimed claimed) throws InterruptedException {
    var channel = channels.find(claimed.channelId());
    return channel.isPresent()
        ? attempt.send(channel.get(), claimed.message())
        : new Gone("the channel is gone or disabled", null);
  }

  private void settle(Claimed claimed, Outcome outcome) {
    var settled = schedules.settle(claimed, outcome);
    if (!queue.settle(claimed, settled)) {
      LOG.atWarn().addKeyValue("kind", claimed.kind()).log("A delivery outlasted its lease");
    }
    metrics.attempted(claimed.kind(), settled.outcome());
    if (outcome instanceof Gone gone) {
      channels.disable(claimed.channelId(), gone.reason());
    }
    if (settled.state() == Settlement.State.FAILED) {
      LOG.atWarn()
          .addKeyValue("kind", claimed.kind())
          .addKeyValue("channel", claimed.channelId())
          .addKeyValue("notice", claimed.message().id())
          .addKeyValue("reason", outcome.words())
          .log("A notice could not be delivered");
    }
  }
}
