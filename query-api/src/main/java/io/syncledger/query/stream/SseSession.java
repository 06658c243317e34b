package io.syncledger.query.stream;

import io.syncledger.events.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/**
 * Serves one client in a loop: wait for a change, read it, send it. The session reads only when the
 * client takes more, so a slow client gets fewer intermediate states, always gets the latest one,
 * and never fills the memory.
 */
final class SseSession {
  private static final Logger LOG = LoggerFactory.getLogger(SseSession.class);

  /** The longest time for which a change can go unnoticed if no signal arrives. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final FluxSink<SseFrame> client;
  private final ChangeSignal signal;
  private final RunUpdates runs;
  private final AlertUpdates alerts;
  private final Clock clock;
  private final Duration heartbeat;
  private Instant lastSent = Instant.MIN;

  SseSession(
      FluxSink<SseFrame> client,
      ChangeSignal signal,
      RunUpdates runs,
      AlertUpdates alerts,
      Clock clock,
      Duration heartbeat) {
    this.client = client;
    this.signal = signal;
    this.runs = runs;
    this.alerts = alerts;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  /** Returns when the client leaves or its token expires; a client that is cut off resumes. */
  void run(OrganizationId organization, @Nullable String lastEventId, Instant expires) {
    try {
      serve(organization, lastEventId, expires);
    } catch (InterruptedException e) {
      LOG.debug("The client has left");
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("error", e.getClass().getSimpleName())
          .log("A stream ends early; its client resumes");
    } finally {
      client.complete();
    }
  }

  private void serve(OrganizationId organization, @Nullable String lastEventId, Instant expires)
      throws InterruptedException {
    var feed = alerts.feed(organization);
    var position = sendSnapshot(organization, lastEventId, feed);
    while (clock.instant().isBefore(expires)) {
      awaitDemand();
      var before = position;
      var runUpdates = runs.since(organization, position);
      position = reached(runUpdates, send(runUpdates), position);
      var alertUpdates = feed.since(position);
      int sent = send(alertUpdates);
      feed.markSent(sent);
      position = reached(alertUpdates, sent, position);
      if (position.equals(before)) {
        sendHeartbeatIfIdle();
        signal.await(POLL_INTERVAL);
      }
    }
  }

  /** Sends the present state, or nothing that the client already has, and returns its position. */
  private StreamPosition sendSnapshot(
      OrganizationId organization, @Nullable String lastEventId, AlertUpdates.Feed feed)
      throws InterruptedException {
    var snapshot = runs.snapshot(organization, lastEventId);
    for (var frame : snapshot.frames()) {
      awaitDemand();
      send(frame);
    }
    var position = snapshot.position();
    feed.markSent(send(feed.snapshot(position)));
    return position.alerts() > 0 ? position : position.withAlerts(clock.millis());
  }

  /** Sends as many updates as the client takes, and returns how many. */
  private int send(List<StreamUpdate> updates) {
    int sent = 0;
    while (sent < updates.size() && client.requestedFromDownstream() > 0) {
      send(updates.get(sent++).frame());
    }
    return sent;
  }

  private static StreamPosition reached(
      List<StreamUpdate> updates, int sent, StreamPosition before) {
    return sent == 0 ? before : updates.get(sent - 1).position();
  }

  private void awaitDemand() throws InterruptedException {
    while (client.requestedFromDownstream() == 0) {
      signal.await(POLL_INTERVAL);
    }
  }

  private void sendHeartbeatIfIdle() {
    if (lastSent.isBefore(clock.instant().minus(heartbeat))) {
      send(SseFrame.HEARTBEAT);
    }
  }

  private void send(SseFrame frame) {
    client.next(frame);
    lastSent = clock.instant();
  }
}
