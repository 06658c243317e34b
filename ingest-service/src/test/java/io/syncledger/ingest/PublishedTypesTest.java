package io.syncledger.ingest;

import static io.syncledger.ingest.StoredEvents.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.syncledger.events.wire.EventTypes;
import io.syncledger.testkit.kafka.TestKafka;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service accepts every type that sync-events publishes, by its golden files. */
@MicronautTest(environments = "ingest-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedTypesTest implements TestPropertyProvider {
  private final TestKafka kafka = TestKafka.shared();

  @Inject EmbeddedServer server;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("syncledger.kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  @ParameterizedTest
  @MethodSource("goldenEvents")
  void every_published_type_is_admitted_whole_and_with_its_required_members_only(String file)
      throws IOException {
    var organization = "org_" + UUID.randomUUID();
    var type = file.substring(0, file.indexOf(".v1") + ".v1".length());
    var event =
        CloudEventJson.of(type, golden(file).replace("\"org_1\"", "\"" + organization + "\""));

    var response = Emitter.of(server, organization).report(event);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    var record = StoredEvents.of(kafka, organization).getFirst();
    assertThat(header(record, "ce_type")).isEqualTo(type);
    assertThat(CloudEventJson.tree(new String(record.value(), StandardCharsets.UTF_8)))
        .isEqualTo(event.data());
  }

  static Stream<String> goldenEvents() {
    return Stream.concat(
        EventTypes.names().stream()
            .flatMap(type -> Stream.of(type + ".json", type + ".least.json")),
        Stream.of("syncledger.ItemsUpserted.v1.resource.json"));
  }

  private static String golden(String file) throws IOException {
    try (var stream = PublishedTypesTest.class.getResourceAsStream("/contract/" + file)) {
      assertThat(stream).as("golden file " + file).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
