package io.syncledger.systemtests.deployment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Interpolates a query as Grafana does: variables, and those macros of its PostgreSQL and
 * Prometheus data sources that the dashboards use.
 *
 * @param values of the variables by name
 * @param interval between two points of a graph
 * @param scrape the scrape interval of Prometheus
 */
record GrafanaQueryInterpolator(
    Map<String, List<String>> values,
    Instant from,
    Instant to,
    Duration interval,
    Duration scrape) {
  private static final Pattern QUOTED = Pattern.compile("\\$\\{(\\w+):sqlstring}");
  private static final Pattern GROUP =
      Pattern.compile("\\$__timeGroupAlias\\(([\\w.]+), *\\$__interval\\)");
  private static final Pattern FILTER = Pattern.compile("\\$__timeFilter\\(([\\w.]+)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

  String sql(String text) {
    var sql = replace(QUOTED, text, found -> sqlList(found.group(1)));
    sql =
        replace(
            GROUP,
            sql,
            found ->
                "floor(extract(epoch from %s)/%d)*%2$d AS \"time\""
                    .formatted(found.group(1), interval.toSeconds()));
    sql =
        replace(
            FILTER,
            sql,
            found ->
                "%s BETWEEN %s AND %s".formatted(found.group(1), sqlLiteral(from), sqlLiteral(to)));
    return requireInterpolated(
        sql.replace("$__timeFrom()", sqlLiteral(from)).replace("$__timeTo()", sqlLiteral(to)));
  }

  String promQl(String text) {
    var rate = scrape.multipliedBy(4).toSeconds();
    var expr =
        text.replace("$__rate_interval", rate + "s")
            .replace("$__interval", interval.toSeconds() + "s");
    return requireInterpolated(replace(VARIABLE, expr, found -> regexAlternatives(found.group(1))));
  }

  private String sqlList(String variable) {
    return values(variable).stream()
        .map(value -> "'" + value.replace("'", "''") + "'")
        .collect(Collectors.joining(","));
  }

  private String regexAlternatives(String variable) {
    return values(variable).stream()
        .map(value -> value.replaceAll("[.*+?()\\[\\]{}|^$\\\\]", "\\\\\\\\$0"))
        .collect(Collectors.joining("|", "(", ")"));
  }

  private List<String> values(String variable) {
    var chosen = values.get(variable);
    if (chosen == null || chosen.isEmpty()) {
      throw new AssertionError("No value for the variable " + variable);
    }
    return chosen;
  }

  private static String sqlLiteral(Instant instant) {
    return "'" + instant.truncatedTo(ChronoUnit.SECONDS) + "'";
  }

  private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
  }

  private static String requireInterpolated(String text) {
    if (text.contains("$")) {
      throw new AssertionError("A macro or variable that is not known: " + text);
    }
    return text;
  }
}
