package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the configuration of Prometheus and Alertmanager with their own tools. */
class RulesTest {
  private static final Path FOLDER = ProjectFiles.root().resolve("deploy/prometheus");
  private static final Pattern METRIC = Pattern.compile("(?<![\\w:])syncledger_[a-z0-9_]+");
  private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

  @Test
  void prometheus_accepts_its_configuration_and_rules() throws Exception {
    assertAccepted(CommandLineTool.PROMTOOL, FOLDER, List.of("check", "config", "prometheus.yml"));
    assertAccepted(CommandLineTool.PROMTOOL, FOLDER, arguments(List.of("check", "rules"), "rules"));
  }

  @Test
  void rules_pass_their_tests() throws Exception {
    assertAccepted(CommandLineTool.PROMTOOL, FOLDER, arguments(List.of("test", "rules"), "tests"));
  }

  @Test
  void alertmanager_accepts_its_configuration() throws Exception {
    assertAccepted(
        CommandLineTool.AMTOOL,
        ProjectFiles.root().resolve("deploy/alertmanager"),
        List.of("check-config", "alertmanager.yml"));
  }

  @Test
  void every_alert_has_a_test_that_fires_and_one_that_does_not() throws IOException {
    var rules = Files.readString(FOLDER.resolve("rules/alerts.yml"));
    var tests = text("tests");
    var alerts =
        Pattern.compile("- alert: (\\w+)").matcher(rules).results().map(r -> r.group(1)).toList();

    assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(alerts)
        .allSatisfy(
            alert ->
                assertThat(tests)
                    .contains("alertname: " + alert + "\n")
                    .contains("alertname: " + alert + ", exp_alerts: []"));
  }

  @Test
  void rules_and_dashboards_name_documented_metrics_only() throws IOException {
    var used = new TreeSet<>(metrics(text("rules")));
    Dashboard.all().stream()
        .flatMap(dashboard -> dashboard.queries().stream())
        .filter(query -> !query.isSql())
        .forEach(query -> used.addAll(metrics(query.text())));

    assertThat(used).hasSizeGreaterThan(20);
    assertThat(MetricCatalog.documented().names()).containsAll(used);
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(found -> PART.matcher(found.group()).replaceFirst(""))
        .collect(Collectors.toSet());
  }

  private static void assertAccepted(CommandLineTool tool, Path folder, List<String> arguments)
      throws Exception {
    assumeTrue(tool.installed(), tool.binary() + " is not installed");
    var result = tool.run(folder, arguments);
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private static List<String> arguments(List<String> command, String folder) throws IOException {
    return Stream.concat(
            command.stream(), files(folder).stream().map(file -> folder + "/" + file.getFileName()))
        .toList();
  }

  private static String text(String folder) throws IOException {
    var text = new StringBuilder();
    for (var file : files(folder)) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  private static List<Path> files(String folder) throws IOException {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
