package io.syncledger.query.runs;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows the past runs of an organization. */
@Controller("/api/v1/sync/history")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {
  private final RunRepository runs;

  HistoryController(RunRepository runs) {
    this.runs = runs;
  }

  /** The latest runs of all services of an organization, and its totals. */
  @Get("/{organization_id}")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = HistoryView.class)))
  byte[] history(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit) {
    var found = runs.history(organizationId.value(), limit.value());
    var services =
        EventJson.read(found.services().getBytes(StandardCharsets.UTF_8), Health[].class);
    return EventJson.write(HistoryBody.of(organizationId, List.of(services), found.recent()));
  }
}
