package io.syncledger.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  @Test
  void documents_are_merged_into_one() {
    var one =
        Map.<String, Object>of(
            "paths", Map.of("/a", "A"), "components", Map.of("schemas", Map.of("S", 1)));
    var other =
        Map.<String, Object>of(
            "paths", Map.of("/b", "B", "/a", "again"),
            "components", Map.of("schemas", Map.of("T", 2)));

    var merged = OpenApiDocument.merge(List.of(one, other, Map.of()));

    assertThat(merged.get("paths")).isEqualTo(Map.of("/a", "A", "/b", "B"));
    assertThat(merged.get("components"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("schemas", Map.of("S", 1, "T", 2))
        .containsKey("securitySchemes");
  }
}
