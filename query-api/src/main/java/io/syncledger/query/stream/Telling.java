package io.syncledger.query.stream;

import io.syncledger.events.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final Clock clock;
  private final Duration heartbeat;
  private Instant lastSent = Instant.MIN;

  Telling(FluxSink<Frame> client, Wake wake, RunStream runs, Clock clock, Duration heartbeat) {
    this.client = client;
    this.wake = wake;
    this.runs = runs;
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
    var position = start.position();
    while (clock.instant().isBefore(expires)) {
      awaitDemand();
      var before = position;
      for (var step : runs.changes(organization, position)) {
        if (client.requestedFromDownstream() == 0) {
          break;
        }
        send(step.frame());
        position = step.after();
      }
      if (position.equals(before)) {
        beat();
        wake.await(LOOK);
      }
    }
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
