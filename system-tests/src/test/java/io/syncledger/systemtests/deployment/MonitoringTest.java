package io.syncledger.systemtests.deployment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.ProjectFiles;
import io.syncledger.systemtests.deployment.Dashboard.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Metrics, rules and dashboards on a running product, which is started once because no test changes
 * anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private final Instant start = Instant.now().minusSeconds(1_800);
  private StandaloneServer server;
  private PrometheusProcess prometheus;
  private ReaderConnection database;

  @BeforeAll
  void a_standalone_is_scraped_while_it_syncs(@TempDir Path directory) throws Exception {
    server = StandaloneServer.start(StandaloneOptions.ephemeral());
    if (PrometheusProcess.installed()) {
      prometheus = PrometheusProcess.start(directory, server.baseUrl());
      // The increase of a counter can only be seen if its zero has been scraped.
      await()
          .atMost(TIMEOUT)
          .until(() -> prometheus.query("syncledger_sync_runs_ended_total == 0").size() > 10);
    }
    new SampleHistory(server).create();
    database = ReaderConnection.open(server);
  }

  @AfterAll
  void stop() throws SQLException {
    if (database != null) {
      database.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void the_list_of_metrics_is_what_a_scrape_shows_both_ways() throws IOException {
    var shown = MetricCatalog.scraped(scrape());

    assertThat(shown.metrics()).isEqualTo(MetricCatalog.documented().metrics());
  }

  @Test
  void metrics_are_named_by_the_rules_of_prometheus_and_never_name_an_organization()
      throws Exception {
    assumeTrue(CommandLineTool.PROMTOOL.installed(), "promtool is not installed");
    var ours =
        scrape()
            .lines()
            .filter(line -> line.contains("syncledger_"))
            .collect(joining("\n", "", "\n"));

    var lint =
        CommandLineTool.PROMTOOL.run(
            ProjectFiles.root(), List.of("check", "metrics"), Map.of(), ours);

    assertThat(lint.exit()).as(lint.output()).isZero();
    assertThat(ours).doesNotContain(SampleHistory.ORGANIZATION, SampleHistory.RUN);
  }

  @Test
  void prometheus_reaches_the_product_and_evaluates_every_rule_without_error() {
    assumePrometheus();
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(prometheus.query("up == 1")).hasSize(1);
              var rules =
                  prometheus.rules().findValues("rules").stream()
                      .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
                      .toList();
              assertThat(rules).hasSizeGreaterThan(20);
              assertThat(rules)
                  .allSatisfy(
                      rule -> {
                        assertThat(rule.path("health").asText())
                            .as(rule.toString())
                            .isEqualTo("ok");
                        assertThat(rule.path("lastError").asText()).isEmpty();
                      });
            });
  }

  @Test
  void every_variable_of_every_dashboard_offers_the_existing_values() throws SQLException {
    assumePrometheus();
    for (var dashboard : Dashboard.all()) {
      assertThat(panels().variables(dashboard)).as(dashboard.file()).isNotEmpty();
    }
  }

  @Test
  void every_sql_query_of_every_panel_returns_rows_to_the_reader_role() {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(panels().withoutData(Query::isSql)).isEmpty());
  }

  @Test
  void every_promql_query_of_every_panel_returns_values() {
    assumePrometheus();
    await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(panels().withoutData(query -> !query.isSql())).isEmpty());
  }

  private String scrape() {
    return new ApiClient(server.baseUrl(), server.token()).get("/prometheus").text();
  }

  private PanelQueries panels() {
    return new PanelQueries(database, prometheus, start);
  }

  private void assumePrometheus() {
    assumeTrue(prometheus != null, "prometheus is not installed");
  }
}
