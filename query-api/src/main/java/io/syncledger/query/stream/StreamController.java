package io.syncledger.query.stream;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.Claims;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Serves live progress; each client gets a session on a virtual thread of its own. */
@Controller("/api/v1/sync/stream")
@Secured(Role.VIEWER)
final class StreamController {
  private final RunUpdates runs;
  private final AlertUpdates alerts;
  private final StreamRegistry registry;
  private final StreamSettings settings;
  private final Clock clock;

  StreamController(
      RunUpdates runs,
      AlertUpdates alerts,
      StreamRegistry registry,
      StreamSettings settings,
      Clock clock) {
    this.runs = runs;
    this.alerts = alerts;
    this.registry = registry;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Server-Sent Events of the organization's runs ({@code event: progress} with the body of {@code
   * /sync/progress}) and of its alerts ({@code event: alert} with an entry of {@code /alerts});
   * first the present state, then every change. A comment is the heartbeat. The header {@code
   * Last-Event-ID} resumes without a gap. The stream ends when the token expires.
   */
  @Get("/{organization_id}")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @ExecuteOn(TaskExecutors.BLOCKING)
  Publisher<SseFrame> stream(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @Header("Last-Event-ID") String lastEventId,
      Authentication authentication) {
    var expires = expiry(authentication);
    registry.acquire();
    var released = new AtomicBoolean();
    return Flux.<SseFrame>create(
            client -> start(client, organizationId, lastEventId, expires),
            FluxSink.OverflowStrategy.ERROR)
        .doFinally(
            _ -> {
              if (released.compareAndSet(false, true)) {
                registry.release();
              }
            });
  }

  private static Instant expiry(Authentication authentication) {
    return authentication.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end
        ? end.toInstant()
        : Instant.MAX;
  }

  private void start(
      FluxSink<SseFrame> client,
      OrganizationId organization,
      @Nullable String lastEventId,
      Instant expires) {
    var signal = new ChangeSignal();
    var session = new SseSession(client, signal, runs, alerts, clock, settings.heartbeat());
    var thread =
        Thread.ofVirtual()
            .name("stream")
            .unstarted(() -> session.run(organization, lastEventId, expires));
    registry.add(organization, signal);
    client.onRequest(_ -> signal.send());
    client.onDispose(
        () -> {
          registry.remove(organization, signal);
          thread.interrupt();
        });
    thread.start();
  }
}
