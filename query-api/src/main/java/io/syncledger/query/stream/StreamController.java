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
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Live progress. */
@Controller("/api/v1/sync/stream")
@Secured(Role.VIEWER)
final class StreamController {
  private final StreamStarter streams;

  StreamController(StreamStarter streams) {
    this.streams = streams;
  }

  /**
   * Server-Sent Events of the organisation's runs: {@code event: progress} with the body of {@code
   * /sync/progress}, and of its alerts: {@code event: alert} with an entry of {@code /alerts};
   * first the present state, then every change. A comment is the heartbeat; the header {@code
   * Last-Event-ID} resumes without a gap. Ends when the token does.
   */
  @Get("/{organization_id}")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @ExecuteOn(TaskExecutors.BLOCKING)
  Publisher<SseFrame> stream(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @Header("Last-Event-ID") String lastEventId,
      Authentication authentication) {
    var expires =
        authentication.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end
            ? end.toInstant()
            : Instant.MAX;
    return streams.open(organizationId, lastEventId, expires);
  }
}
