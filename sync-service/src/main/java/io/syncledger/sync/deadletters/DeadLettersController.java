package io.syncledger.sync.deadletters;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Role;
import io.syncledger.sync.deadletters.RedriveDryRun.Failure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and redrives the dead letters of an organization. */
@Controller("/api/v1/dead-letters/{organization_id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLettersController {
  private final DeadLetterRepository repository;
  private final Redrive redrive;
  private final RedriveDryRun dryRuns;

  DeadLettersController(DeadLetterRepository repository, Redrive redrive, RedriveDryRun dryRuns) {
    this.repository = repository;
    this.redrive = redrive;
    this.dryRuns = dryRuns;
  }

  @Serdeable
  record DeadLetters(
      String organizationId, List<DeadLetter> deadLetters, @Nullable String nextCursor) {}

  /** Selects dead letters, either by id or by error type. */
  @Serdeable
  record RedriveRequest(
      @Nullable @Size(min = 1, max = Redrive.MAX_DEAD_LETTERS) List<@NotNull Long> ids,
      @Nullable @Size(min = 1, max = 100) String errorType) {}

  /**
   * @param syncId the run that fetches the records
   */
  @Serdeable
  record RedriveStarted(
      boolean success,
      String message,
      String organizationId,
      String syncId,
      int selected,
      Instant timestamp) {}

  /** Result of a dry run of a redrive. */
  @Serdeable
  record DryRunResult(
      boolean dryRun,
      String organizationId,
      int selected,
      int wouldPass,
      int wouldFail,
      List<Failure> failures) {}

  @Get
  @Secured(Role.VIEWER)
  DeadLetters list(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @QueryValue @Nullable String cursor,
      @QueryValue(value = "include_redriven", defaultValue = "false") boolean includeRedriven) {
    long before = cursor == null ? Long.MAX_VALUE : before(Cursor.parse(cursor));
    var letters =
        repository.findPage(organizationId.value(), before, includeRedriven, limit.value() + 1);
    boolean more = letters.size() > limit.value();
    var page = more ? letters.subList(0, limit.value()) : letters;
    return new DeadLetters(
        organizationId.value(), page, more ? Cursor.of(page.getLast().id()).encode() : null);
  }

  @Post("/redrive")
  @Secured(Role.OPERATOR)
  HttpResponse<?> redrive(
      @PathVariable("organization_id") OrganizationId organizationId,
      @QueryValue(value = "dry_run", defaultValue = "false") boolean dryRun,
      @Body @Valid RedriveRequest request)
      throws InterruptedException {
    var selected = redrive.select(organizationId, request.ids(), request.errorType());
    if (dryRun) {
      var failures = dryRuns.failures(organizationId, selected);
      return HttpResponse.ok(
          new DryRunResult(
              true,
              organizationId.value(),
              selected.size(),
              selected.size() - failures.size(),
              failures.size(),
              failures));
    }
    var launched = redrive.start(organizationId, selected);
    return HttpResponse.accepted()
        .body(
            new RedriveStarted(
                true,
                "Redrive started",
                organizationId.value(),
                launched.syncId().value(),
                selected.size(),
                launched.at()));
  }

  private static long before(Cursor cursor) {
    try {
      return Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      // The cursor comes from the caller, so its parts may be anything.
      throw Cursor.invalid();
    }
  }
}
