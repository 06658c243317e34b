package io.syncledger.ingest.events;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.syncledger.events.SyncEvent;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.ingest.events.RefusedEventException.Reason;
import io.syncledger.ingest.log.EventLogWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** {@code POST /api/v1/ingest/events}: one event, acknowledged once Kafka has it. */
@Controller("/api/v1/ingest/events")
@Secured({Role.EMITTER, Role.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
class IngestController {
  /** The tolerated lead of an emitter's clock over ours. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final EventLogWriter log;
  private final IngestMetrics metrics;
  private final Clock clock;

  IngestController(EventLogWriter log, IngestMetrics metrics, Clock clock) {
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Operation(
      summary = "Report one event",
      description =
          "A CloudEvent 1.0 of a published type (schemas at /schemas/{type}.json), structured as"
              + " application/cloudevents+json, or with its attributes in ce-* headers and its body"
              + " as application/json. An event that was sent before may be sent again.")
  @ApiResponse(responseCode = "202", description = "The log of record has the event")
  @ApiResponse(responseCode = "400", description = "Not admitted; details.fields names the field")
  @ApiResponse(
      responseCode = "403",
      description = "Not the token's organization, or not an emitter")
  @ApiResponse(responseCode = "503", description = "Not confirmed; send it again")
  @Post(consumes = {"application/cloudevents+json", "application/json"})
  @Status(HttpStatus.ACCEPTED)
  Receipt report(HttpHeaders headers, @Body byte[] body, Caller caller) {
    var delivery = counted(() -> CloudEventReader.read(headers, body));
    var event = counted(() -> EventValidator.validate(delivery, clock.instant().plus(CLOCK_SKEW)));
    if (!caller.belongsTo(event.envelope().organizationId())) {
      metrics.refused(Reason.OTHER_ORGANIZATION);
      throw Problem.forbidden("The token does not name this organization");
    }
    append(event, delivery.getSource());
    return new Receipt(1, event.envelope().id().toString());
  }

  private <T> T counted(Supplier<T> step) {
    try {
      return step.get();
    } catch (RefusedEventException refusal) {
      metrics.refused(refusal.reason());
      throw Problem.badRequest(List.of(refusal.field()));
    }
  }

  private void append(SyncEvent event, URI source) {
    try {
      log.append(event, source);
      metrics.accepted();
    } catch (Problem problem) {
      if (problem.status() == HttpStatus.REQUEST_ENTITY_TOO_LARGE) {
        metrics.refused(Reason.TOO_LARGE);
      } else {
        metrics.unconfirmed();
      }
      throw problem;
    }
  }
}
