package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.syncledger.events.wire.EventTypes;
import io.syncledger.testkit.kafka.TestKafka;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(environments = "ingest-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemasTest implements TestPropertyProvider {
  @Inject EmbeddedServer server;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("syncledger.kafka.bootstrap-servers", TestKafka.shared().bootstrapServers());
  }

  static Collection<String> types() {
    return EventTypes.names();
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_schema_of_every_type_is_public(String type) {
    var response = new Emitter(server, "org_1").get("/schemas/" + type + ".json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(CloudEventJson.tree(response.body()).path("$id").asText())
        .isEqualTo(EventTypes.schemaOf(type).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/syncledger.SyncStarted.v9.json",
        "/schemas/",
        "/schemas/..%2fapplication.yml",
        "/schemas/../application.yml"
      })
  void no_other_schemas_are_served(String path) {
    assertThat(new Emitter(server, "org_1").get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void the_service_describes_itself_in_openapi() {
    assertThat(getClass().getResource("/META-INF/swagger/ingest-service.yml")).isNotNull();
  }
}
