package io.syncledger.systemtests.deployment;

import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics of the product, as documented in docs/metrics.md or as scraped.
 *
 * @param metrics by name, a histogram's without its suffix
 */
record MetricCatalog(Map<String, Metric> metrics) {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(syncledger_\\w+)` \\| (\\w+) \\|([^|]*)\\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("^# TYPE (syncledger_\\w+) (\\w+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("^(syncledger_\\w+?)(?:_bucket|_count|_sum)?(?:\\{(.*)})? [^ ]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

  /** The type and the labels of a metric. */
  record Metric(String type, Set<String> labels) {}

  static MetricCatalog documented() throws IOException {
    var listed = new TreeMap<String, Metric>();
    var rows = ROW.matcher(Files.readString(ProjectFiles.root().resolve("docs/metrics.md")));
    while (rows.find()) {
      listed.put(rows.group(1), new Metric(rows.group(2), all(QUOTED, rows.group(4))));
    }
    return new MetricCatalog(listed);
  }

  /** The metrics in a scrape; the maximum of a histogram counts as part of it. */
  static MetricCatalog scraped(String scrape) {
    var types = new TreeMap<String, String>();
    var labels = new TreeMap<String, Set<String>>();
    for (var line : scrape.lines().toList()) {
      var type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      }
      var sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        var name = types.containsKey(sample.group(1)) ? sample.group(1) : sampleName(line);
        var labelText = sample.group(2) == null ? "" : sample.group(2);
        labels.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(all(LABEL, labelText));
      }
    }
    labels.values().forEach(of -> of.remove("le"));
    types.keySet().removeIf(name -> isMaximumOfHistogram(name, types));
    var metrics = new TreeMap<String, Metric>();
    types.forEach(
        (name, type) -> metrics.put(name, new Metric(type, labels.getOrDefault(name, Set.of()))));
    return new MetricCatalog(metrics);
  }

  Set<String> names() {
    return metrics.keySet();
  }

  private static boolean isMaximumOfHistogram(String name, Map<String, String> types) {
    return name.endsWith("_max")
        && "histogram".equals(types.get(name.substring(0, name.length() - "_max".length())));
  }

  private static String sampleName(String line) {
    return List.of(line.split("[ {]")).getFirst();
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
