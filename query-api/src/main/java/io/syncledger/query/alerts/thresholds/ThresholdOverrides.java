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
 * The thresholds that organizations have changed: for all their services, and on top of that for
 * single ones. Everything else follows the defaults.
 *
 * @param overrides by {@code organization_id/service}, with an empty service for all
 */
public record ThresholdOverrides(
    Thresholds defaults, Map<String, SortedMap<String, Object>> overrides) {
  static final String EVERY_SERVICE = "";

  public ThresholdOverrides {
    overrides = Map.copyOf(overrides);
  }

  /** The thresholds in force for a service. */
  public Thresholds get(StreamKey key) {
    return effective(key.organizationId().value(), key.service().value());
  }

  Thresholds effective(String organization, String service) {
    var all = apply(defaults, own(organization, EVERY_SERVICE));
    return service.equals(EVERY_SERVICE) ? all : apply(all, own(organization, service));
  }

  ThresholdOverrides with(String organization, String service, SortedMap<String, Object> changed) {
    var all = new HashMap<>(overrides);
    all.put(key(organization, service), changed);
    return new ThresholdOverrides(defaults, all);
  }

  /** The services an organization has overrides for. */
  List<String> services(String organization) {
    var prefix = key(organization, "");
    return overrides.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /** The overrides of exactly this service, or of all with {@link #EVERY_SERVICE}. */
  SortedMap<String, Object> own(String organization, String service) {
    return overrides.getOrDefault(key(organization, service), new TreeMap<>());
  }

  static String key(String organization, String service) {
    return organization + "/" + service;
  }

  /**
   * @throws RuntimeException when the values contradict each other; {@code ThresholdStore} checks
   *     that before it stores them
   */
  public static Thresholds apply(Thresholds before, SortedMap<String, Object> overrides) {
    if (overrides.isEmpty()) {
      return before;
    }
    var all = parse(EventJson.write(before));
    all.putAll(overrides);
    return EventJson.read(EventJson.write(all), Thresholds.class);
  }

  static SortedMap<String, Object> parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  static SortedMap<String, Object> parse(byte[] json) {
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
