package io.syncledger.ingest;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.syncledger.http.lifecycle.ServiceLauncher;

/** Starts the service. */
@OpenAPIDefinition(
    info = @Info(title = "Syncledger ingest-service", version = "1"),
    security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public final class IngestService {
  /** The environment whose {@code application-NAME.yml} holds the service's settings. */
  public static final String ENVIRONMENT = "ingest-service";

  private IngestService() {}

  public static void main(String[] args) {
    ServiceLauncher.run(IngestService.class, args, ENVIRONMENT);
  }
}
