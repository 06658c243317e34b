package io.syncledger.query.alerts.thresholds;

import io.syncledger.events.StreamKey;
import io.syncledger.events.alert.Thresholds;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What organisations have set: for all their services, and over that for single ones. Only what
 * differs from the default is set.
 *
 * @param overrides by {@code organization_id/service}, the service empty for all
 */
public record ThresholdOverrides(
    Thresholds defaults, Map<String, SortedMap<String, Object>> overrides) implements ThresholdsOf {
  static final String EVERY_SERVICE = "";

  public ThresholdOverrides {
    overrides = Map.copyOf(overrides);
  }

  @Override
  public Thresholds of(StreamKey key) {
    return effective(key.organizationId().value(), key.service().value());
  }

  Thresholds effective(String organization, String service) {
    var all = apply(defaults, of(organization, EVERY_SERVICE));
    return service.equals(EVERY_SERVICE) ? all : apply(all, of(organization, service));
  }

  ThresholdOverrides with(String organization, String service, SortedMap<String, Object> changed) {
    var all = new HashMap<>(overrides);
    all.put(organization + "/" + service, changed);
    return new ThresholdOverrides(defaults, all);
  }

  /** For which services an organisation has set something. */
  List<String> services(String organization) {
    var prefix = organization + "/";
    return overrides.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  SortedMap<String, Object> of(String organization, String service) {
    return overrides.getOrDefault(organization + "/" + service, new TreeMap<>());
  }

  /**
   * @throws RuntimeException when they make no sense together; who sets them is told before
   */
  public static Thresholds apply(Thresholds before, SortedMap<String, Object> named) {
    if (named.isEmpty()) {
      return before;
    }
    var all = parse(EventJson.write(before));
    all.putAll(named);
    return EventJson.read(EventJson.write(all), Thresholds.class);
  }

  static SortedMap<String, Object> parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static SortedMap<String, Object> parse(byte[] json) {
    var named = new TreeMap<String, Object>();
    Map<?, ?> read = EventJson.read(json, Map.class);
    read.forEach(
        (name, value) -> {
          if (value != null) {
            named.put(String.valueOf(name), value);
          }
        });
    return named;
  }
}
