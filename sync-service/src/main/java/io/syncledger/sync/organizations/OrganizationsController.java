package io.syncledger.sync.organizations;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Caller;
import io.syncledger.http.Cursor;
import io.syncledger.http.Limit;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates and lists organizations. A token must name the organization that it creates, as for any
 * other request: the token's issuer decides who may have which organization, this service records
 * it.
 */
@Controller("/api/v1/organizations")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class OrganizationsController {
  private final Organizations organizations;

  OrganizationsController(Organizations organizations) {
    this.organizations = organizations;
  }

  /** The organization to create. */
  @Serdeable
  record NewOrganization(
      @NotNull @Pattern(regexp = "[A-Za-z0-9._:~@-]{1,100}") String organizationId,
      @NotBlank @Size(max = 200) String name) {}

  /**
   * The caller's organizations.
   *
   * @param nextCursor null at the end
   */
  @Serdeable
  record OrganizationList(List<Organization> organizations, @Nullable String nextCursor) {}

  @Post
  @Status(HttpStatus.CREATED)
  Organization create(@Body @Valid NewOrganization wanted, Caller caller) {
    var id = new OrganizationId(wanted.organizationId());
    caller.requireMembership(id);
    return organizations
        .create(id, wanted.name())
        .orElseThrow(
            () ->
                new Problem(
                    HttpStatus.CONFLICT,
                    "organization_exists",
                    "Organization exists",
                    "There is an organization with this id already"));
  }

  @Get
  OrganizationList list(
      @QueryValue(defaultValue = Limit.DEFAULT) Limit limit,
      @QueryValue @Nullable Cursor cursor,
      Caller caller) {
    var after = cursor == null ? "" : cursor.parts().getFirst();
    var page = organizations.findAmong(caller.organizations(), after, limit.value() + 1);
    boolean more = page.size() > limit.value();
    var shown = more ? page.subList(0, limit.value()) : page;
    return new OrganizationList(
        shown, more ? Cursor.of(shown.getLast().organizationId()).encode() : null);
  }
}
