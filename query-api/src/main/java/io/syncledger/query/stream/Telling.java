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
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  /** How long a change can go unnoticed when no signal comes. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FluxSink<Frame> client;
  private final Wake wake;
  private final RunStream runs;
  private final AlertStream alerts;
  private final Clock clock;
  private final Duration heartbeat;
  private Instant lastSent = Instant.MIN;

  Telling(
      FluxSink<Frame> client,
      Wake wake,
      RunStream runs,
      AlertStream alerts,
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
      tell(organization, lastEventId, expires);
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

  private void tell(OrganizationId organization, @Nullable String lastEventId, Instant expires)
      throws InterruptedException {
    var start = runs.start(organization, lastEventId);
    for (var frame : start.current()) {
      awaitDemand();
      send(frame);
    }
    var alerting = alerts.of(organization);
    alerting.sent(sent(alerting.start(start.position())));
    var position = known(start.position());
    while (clock.instant().isBefore(expires)) {
      awaitDemand();
      var before = position;
      var runSteps = runs.changes(organization, position);
      position = after(runSteps, sent(runSteps), position);
      var alertSteps = alerting.changes(position);
      int told = sent(alertSteps);
      alerting.sent(told);
      position = after(alertSteps, told, position);
      if (position.equals(before)) {
        beat();
        wake.await(LOOK);
      }
    }
  }

  private StreamPosition known(StreamPosition start) {
    return start.alerts() > 0 ? start : start.toldAlerts(clock.millis());
  }

  /** Sends as many as the client takes, and says how many. */
  private int sent(List<RunStream.Step> steps) {
    int sent = 0;
    while (sent < steps.size() && client.requestedFromDownstream() > 0) {
      send(steps.get(sent++).frame());
    }
    return sent;
  }

  private static StreamPosition after(List<RunStream.Step> steps, int sent, StreamPosition before) {
    return sent == 0 ? before : steps.get(sent - 1).after();
  }

  private void awaitDemand() throws InterruptedException {
    while (client.requestedFromDownstream() == 0) {
      wake.await(LOOK);
    }
  }

  private void beat() {
    if (lastSent.isBefore(clock.instant().minus(heartbeat))) {
      send(Frame.HEARTBEAT);
    }
  }

  private void send(Frame frame) {
    client.next(frame);
    lastSent = clock.instant();
  }
}
