package io.syncledger.sync.credentials;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.source.SourceCredential;
import io.syncledger.sync.source.Sources;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets and removes an organization's credentials, which are never read back. */
@Controller("/api/v1/organizations/{organization_id}/credentials/{service}")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class CredentialsController {
  private final CredentialStore credentials;
  private final Organizations organizations;
  private final Sources sources;

  CredentialsController(CredentialStore credentials, Organizations organizations, Sources sources) {
    this.credentials = credentials;
    this.organizations = organizations;
    this.sources = sources;
  }

  /** Credentials to set. */
  @Serdeable
  record NewCredentials(@NotNull @Pattern(regexp = SourceCredential.PATTERN) String apiKey) {
    @Override
    public String toString() {
      return "NewCredentials[hidden]";
    }
  }

  /**
   * The status of credentials.
   *
   * @param valid false when there are none, or once the source refused them
   */
  @Serdeable
  record CredentialsView(
      String service,
      boolean configured,
      boolean valid,
      @Nullable String apiRegion,
      @Nullable Instant updatedAt) {}

  @Put
  CredentialsView put(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable ServiceName service,
      @Body @Valid NewCredentials wanted) {
    var key = existingKey(organizationId, service);
    if (!credentials.set(key, parse(service, wanted.apiKey()))) {
      throw unknown();
    }
    return view(key);
  }

  private SourceCredential parse(ServiceName service, String text) {
    try {
      return sources.get(service).credential(text);
    } catch (InvalidEventException e) {
      throw Problem.badRequest(List.of(FieldError.of(e)));
    }
  }

  @Get
  CredentialsView get(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable ServiceName service) {
    return view(existingKey(organizationId, service));
  }

  @Delete
  HttpResponse<?> delete(
      @PathVariable("organization_id") OrganizationId organizationId,
      @PathVariable ServiceName service) {
    credentials.remove(existingKey(organizationId, service));
    return HttpResponse.noContent();
  }

  private StreamKey existingKey(OrganizationId organizationId, ServiceName service) {
    if (sources.find(service).isEmpty()) {
      throw Problem.badRequest("service", "must be " + names());
    }
    if (!organizations.exists(organizationId)) {
      throw unknown();
    }
    return new StreamKey(organizationId, service);
  }

  private String names() {
    return sources.all().stream()
        .map(source -> source.service().value())
        .collect(Collectors.joining(" or "));
  }

  private CredentialsView view(StreamKey key) {
    var service = key.service().value();
    return credentials
        .status(key)
        .map(
            status ->
                new CredentialsView(
                    service, true, status.valid(), status.apiRegion(), status.updatedAt()))
        .orElseGet(() -> new CredentialsView(service, false, false, null, null));
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such organization");
  }
}
