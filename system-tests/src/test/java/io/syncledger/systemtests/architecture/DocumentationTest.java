package io.syncledger.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.wire.Topics;
import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents match the code. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void the_table_of_topics_is_the_one_that_the_code_declares() throws IOException {
    var readme = Files.readString(ProjectFiles.root().resolve("sync-events/README.md"));

    for (var topic : Topics.ALL) {
      assertThat(readme)
          .contains(
              "| `%s` | `%s` | %s | %s | %s |"
                  .formatted(
                      topic.name(),
                      topic.keyFormat(),
                      topic.retention(),
                      topic.owner(),
                      topic.description()));
    }
  }

  @Test
  void every_link_between_documents_has_a_target() throws IOException {
    var broken = new ArrayList<String>();
    for (var document : ProjectFiles.files(".md")) {
      var links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        if (!Files.exists(document.resolveSibling(links.group(1)))) {
          broken.add(ProjectFiles.root().relativize(document) + " -> " + links.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_module_describes_itself() {
    assertThat(
            List.of(
                "admin-panel",
                "ingest-service",
                "metrics-streams",
                "query-api",
                "service-http",
                "standalone",
                "sync-events",
                "sync-service",
                "system-tests",
                "testkit"))
        .allSatisfy(
            module ->
                assertThat(ProjectFiles.root().resolve(module).resolve("README.md"))
                    .isNotEmptyFile());
  }

  @Test
  void no_file_names_a_package_registry() throws IOException {
    var named = new ArrayList<Path>();
    var registries =
        Pattern.compile("repo1?\\.maven\\.apache|registry\\.npm" + "js|deb\\.debian" + "\\.org");
    for (var file :
        ProjectFiles.files(
            ".java",
            ".md",
            ".json",
            ".yml",
            ".xml",
            ".ts",
            ".tsx",
            "Dockerfile",
            ".npmrc",
            "syncledger")) {
      if (registries.matcher(Files.readString(file)).find()) {
        named.add(ProjectFiles.root().relativize(file));
      }
    }
    assertThat(named).isEmpty();
  }
}
