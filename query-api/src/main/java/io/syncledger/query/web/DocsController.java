package io.syncledger.query.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * Serves the OpenAPI document of the whole API; {@code /docs} shows it with Swagger UI, from files
 * of this service.
 */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class DocsController {
  /** The names of the documents that the builds of the services put on the class path. */
  private static final List<String> DOCUMENTED =
      List.of("query-api", "sync-service", "ingest-service", "session");

  private final ResourceLoader resources;

  DocsController(ResourceLoader resources) {
    this.resources = resources;
  }

  @Get("/openapi.yml")
  @Produces("application/yaml")
  @ExecuteOn(TaskExecutors.BLOCKING)
  String openApi() {
    var documents = DOCUMENTED.stream().flatMap(this::document).toList();
    return new Yaml().dump(OpenApiDocument.merge(documents));
  }

  @Get("/docs")
  HttpResponse<?> docs() {
    return HttpResponse.redirect(URI.create("/docs/index.html"));
  }

  private Stream<Map<String, Object>> document(String name) {
    var stream = resources.getResourceAsStream("classpath:META-INF/swagger/" + name + ".yml");
    return stream.map(DocsController::read).stream();
  }

  private static Map<String, Object> read(InputStream document) {
    try (document) {
      return new Yaml().load(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
