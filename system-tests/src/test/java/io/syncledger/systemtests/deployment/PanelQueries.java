package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.systemtests.deployment.Dashboard.Query;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Runs the queries of the dashboards as Grafana does.
 *
 * @param prometheus null if it is not installed
 * @param start of the time range, which ends now
 */
record PanelQueries(ReaderConnection database, PrometheusProcess prometheus, Instant start) {
  private static final Pattern LABELS = Pattern.compile("label_values\\((.+), *(\\w+)\\)");

  /** The selected value of variables that allow only one. */
  private static final Map<String, String> CHOICES =
      Map.of("organization", SampleHistory.ORGANIZATION, "sync_id", SampleHistory.RUN);

  /** The queries without data, with their interpolated text. */
  Map<String, String> withoutData(Predicate<Query> which) throws SQLException {
    var empty = new TreeMap<String, String>();
    for (var dashboard : Dashboard.all()) {
      var queries = dashboard.queries().stream().filter(which).toList();
      var text = queries.isEmpty() ? null : text(variables(dashboard));
      for (var query : queries) {
        var statement = query.isSql() ? text.sql(query.text()) : text.promQl(query.text());
        if (!hasData(query, text, statement)) {
          empty.put(query.toString(), statement);
        }
      }
    }
    return empty;
  }

  private boolean hasData(Query query, GrafanaQueryInterpolator text, String statement)
      throws SQLException {
    if (query.isSql()) {
      return database.rows(statement).stream().anyMatch(row -> !row.isEmpty());
    }
    return hasNumbers(
        query.target().path("instant").asBoolean()
            ? prometheus.query(statement)
            : prometheus.queryRange(text, statement));
  }

  /** Whether any sample is a number. */
  private static boolean hasNumbers(JsonNode series) {
    return each(series)
        .flatMap(s -> s.has("values") ? each(s.path("values")) : Stream.of(s.path("value")))
        .anyMatch(point -> !point.path(1).asText().equals("NaN"));
  }

  /** The options of all variables, each restricted by the previous ones. */
  Map<String, List<String>> variables(Dashboard dashboard) throws SQLException {
    var chosen = new HashMap<String, List<String>>();
    for (var variable : dashboard.variables()) {
      var name = variable.path("name").asText();
      var offered = options(variable, text(chosen));
      assertThat(offered).as("%s: %s", dashboard.file(), name).isNotEmpty();
      var one = CHOICES.get(name);
      if (one != null) {
        assertThat(offered).as("%s: %s", dashboard.file(), name).contains(one);
      }
      chosen.put(name, one == null ? offered : List.of(one));
    }
    return chosen;
  }

  private List<String> options(JsonNode variable, GrafanaQueryInterpolator text)
      throws SQLException {
    var query = variable.path("definition").asText();
    var labels = LABELS.matcher(query);
    if (labels.matches() && prometheus == null) {
      return List.of("unknown");
    }
    return labels.matches()
        ? each(prometheus.labelValues(labels.group(2), text.promQl(labels.group(1))))
            .map(JsonNode::asText)
            .toList()
        : database.rows(text.sql(query)).stream().map(List::getFirst).toList();
  }

  private GrafanaQueryInterpolator text(Map<String, List<String>> chosen) {
    return new GrafanaQueryInterpolator(
        chosen, start, Instant.now(), Duration.ofSeconds(5), PrometheusProcess.SCRAPE_INTERVAL);
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
