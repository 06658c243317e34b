package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Checks the dashboard files for what Grafana and their maintainers rely on. */
class DashboardFilesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)\\b");
  private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)\\?");

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void there_is_a_dashboard_for_each_question_and_no_two_share_a_uid_or_a_title() {
    assertThat(dashboards())
        .extracting(Dashboard::uid)
        .contains(
            "syncledger-overview",
            "syncledger-organization",
            "syncledger-run",
            "syncledger-pipeline",
            "syncledger-alerts")
        .doesNotHaveDuplicates();
    assertThat(dashboards())
        .extracting(dashboard -> dashboard.json().path("title").asText())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_panel_has_a_description_and_a_unit(Dashboard dashboard) {
    assertThat(dashboard.panels()).isNotEmpty();
    for (var panel : dashboard.panels()) {
      var title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
    }
    assertThat(dashboard.panels()).extracting(panel -> panel.path("id")).doesNotHaveDuplicates();
    assertThat(dashboard.panels()).extracting(panel -> panel.path("title")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_query_uses_a_provisioned_datasource(Dashboard dashboard) throws Exception {
    var sources = sources();
    assertThat(sources.values())
        .containsExactlyInAnyOrder("grafana-postgresql-datasource", "prometheus");
    assertThat(dashboard.queries())
        .allSatisfy(
            query ->
                assertThat(sources)
                    .containsEntry(
                        query.source(),
                        query.isSql() ? "grafana-postgresql-datasource" : "prometheus"));
    assertThat(dashboard.variables())
        .allSatisfy(
            variable -> assertThat(sources).containsKey(variable.at("/datasource/uid").asText()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void every_used_variable_is_declared_and_every_declared_one_is_used(Dashboard dashboard) {
    var texts = new HashSet<String>();
    dashboard.queries().forEach(query -> texts.add(query.text()));
    dashboard.variables().forEach(variable -> texts.add(variable.path("definition").asText()));
    var used =
        texts.stream()
            .flatMap(text -> VARIABLE.matcher(text).results().map(found -> found.group(1)))
            .filter(name -> !name.startsWith("__"))
            .collect(Collectors.toSet());

    assertThat(dashboard.variables())
        .extracting(variable -> variable.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(used)
        .contains("service");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void no_value_gets_into_sql_unquoted(Dashboard dashboard) {
    assertThat(dashboard.queries().stream().filter(Dashboard.Query::isSql))
        .extracting(Dashboard.Query::text)
        .allSatisfy(
            sql -> assertThat(sql).doesNotContainPattern("\\$(?!__)\\{?\\w+(?!:sqlstring)\\b[^:]"));
  }

  @Test
  void every_link_has_a_dashboard_as_target() throws IOException {
    Set<String> known = dashboards().stream().map(Dashboard::uid).collect(Collectors.toSet());
    for (var dashboard : dashboards()) {
      var links =
          LINK.matcher(Files.readString(Dashboard.FOLDER.resolve(dashboard.file()))).results();
      assertThat(known).containsAll(links.map(link -> link.group(1)).toList());
    }
  }

  /** The types of the data sources by uid. */
  private static Map<String, String> sources() throws IOException {
    var file =
        ProjectFiles.root().resolve("deploy/grafana/provisioning/datasources/syncledger.yml");
    Map<String, List<Map<String, Object>>> provisioned = new Yaml().load(Files.readString(file));
    return provisioned.get("datasources").stream()
        .collect(
            Collectors.toMap(
                source -> source.get("uid").toString(), source -> source.get("type").toString()));
  }
}
