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
 * Tells one client what happens, in a loop: wait until something has changed, read it, send it. It
 * reads only when the client takes more, so that a slow one is told fewer states, and never holds
 * up memory; the latest state is always told.
 */
final class SseSession {
  private static final Logger LOG = LoggerFactory.getLogger(SseSession.class);

  /** How long a change can go unnoticed when no signal comes. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FluxSink<SseFrame> client;
  private final ChangeSignal wake;
  private final RunUpdates runs;
  private final AlertUpdates alerts;
  private final Clock clock;
  private final Duration heartbeat;
  private Instant lastSent = Instant.MIN;

  SseSession(
      FluxSink<SseFrame> client,
      ChangeSignal wake,
      RunUpdates runs,
      AlertUpdates alerts,
      Clock clock,
      Duration heartbeat) {
    this.client = client;
    this.wake = wake;
    this.runs = runs;
    this.alerts = alerts;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  /** Until the client leaves or its token ends; a client that is cut off resumes by itself. */
  void run(OrganizationId organization, @Nullable String lastEventId, Instant expires) {
    try {
      stream(organization, lastEventId, expires);
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

  private void stream(OrganizationId organization, @Nullable String lastEventId, Instant expires)
      throws InterruptedException {
    var start = runs.snapshot(organization, lastEventId);
    for (var frame : start.frames()) {
      awaitDemand();
      send(frame);
    }
    var alerting = alerts.of(organization);
    alerting.markSent(sendUpTo(alerting.snapshot(start.position())));
    var position = known(start.position());
    while (clock.instant().isBefore(expires)) {
      awaitDemand();
      var before = position;
      var runSteps = runs.since(organization, position);
      position = after(runSteps, sendUpTo(runSteps), position);
      var alertSteps = alerting.since(position);
      int told = sendUpTo(alertSteps);
      alerting.markSent(told);
      position = after(alertSteps, told, position);
      if (position.equals(before)) {
        heartbeatIfIdle();
        wake.await(LOOK);
      }
    }
  }

  private StreamPosition known(StreamPosition start) {
    return start.alerts() > 0 ? start : start.withAlerts(clock.millis());
  }

  /** Sends as many as the client takes, and says how many. */
  private int sendUpTo(List<RunUpdates.Update> steps) {
    int sent = 0;
    while (sent < steps.size() && client.requestedFromDownstream() > 0) {
      send(steps.get(sent++).frame());
    }
    return sent;
  }

  private static StreamPosition after(
      List<RunUpdates.Update> steps, int sent, StreamPosition before) {
    return sent == 0 ? before : steps.get(sent - 1).position();
  }

  private void awaitDemand() throws InterruptedException {
    while (client.requestedFromDownstream() == 0) {
      wake.await(LOOK);
    }
  }

  private void heartbeatIfIdle() {
    if (lastSent.isBefore(clock.instant().minus(heartbeat))) {
      send(SseFrame.HEARTBEAT);
    }
  }

  private void send(SseFrame frame) {
    client.next(frame);
    lastSent = clock.instant();
  }
}
