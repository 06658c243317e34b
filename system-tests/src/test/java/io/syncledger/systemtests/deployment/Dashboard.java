package io.syncledger.systemtests.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A dashboard file that Grafana reads. */
record Dashboard(String file, JsonNode json) {
  static final Path FOLDER = ProjectFiles.root().resolve("deploy/grafana/dashboards");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A panel's query of a data source. */
  record Query(Dashboard dashboard, JsonNode panel, JsonNode target) {
    boolean isSql() {
      return target.has("rawSql");
    }

    /** SQL or PromQL. */
    String text() {
      return target.path(isSql() ? "rawSql" : "expr").asText();
    }

    String source() {
      return target.path("datasource").path("uid").asText();
    }

    @Override
    public String toString() {
      return "%s: %s (%s)"
          .formatted(
              dashboard.file, panel.path("title").asText(), target.path("refId").asText("A"));
    }
  }

  /** All dashboards. */
  static List<Dashboard> all() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file.getFileName().toString(), JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  /** The template variables. */
  List<JsonNode> variables() {
    return elements(json.path("templating").path("list"));
  }

  /** All panels except row headings. */
  List<JsonNode> panels() {
    return elements(json.path("panels")).stream()
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .toList();
  }

  List<Query> queries() {
    return panels().stream()
        .flatMap(
            panel ->
                elements(panel.path("targets")).stream()
                    .map(target -> new Query(this, panel, target)))
        .toList();
  }

  @Override
  public String toString() {
    return file;
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
