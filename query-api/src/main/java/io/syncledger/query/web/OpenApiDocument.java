package io.syncledger.query.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Merges the OpenAPI documents that the builds of the services generate into one with all paths and
 * components. Where two services document the same path, such as the panel's session, the first one
 * wins.
 */
final class OpenApiDocument {
  private OpenApiDocument() {}

  static Map<String, Object> merge(List<Map<String, Object>> documents) {
    var paths = new TreeMap<String, Object>();
    var components = new TreeMap<String, Object>();
    for (var document : documents) {
      section(document, "paths").forEach(paths::putIfAbsent);
      section(document, "components")
          .forEach((kind, given) -> components.merge(kind, given, OpenApiDocument::both));
    }
    var merged = new LinkedHashMap<String, Object>();
    merged.put("openapi", "3.0.1");
    merged.put(
        "info",
        Map.of(
            "title", "Syncledger",
            "version", "1",
            "description", "Syncs that are visible, explainable and provable."));
    merged.put("paths", paths);
    merged.put("components", withToken(components));
    merged.put("security", List.of(Map.of("token", List.of())));
    return merged;
  }

  private static Map<String, Object> withToken(Map<String, Object> components) {
    var all = new TreeMap<>(components);
    all.put(
        "securitySchemes",
        Map.of("token", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")));
    return all;
  }

  private static Object both(Object one, Object other) {
    if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
      var both = new TreeMap<Object, Object>(second);
      both.putAll(first);
      return both;
    }
    return one;
  }

  private static Map<String, Object> section(Map<String, Object> document, String name) {
    var section = new TreeMap<String, Object>();
    if (document.get(name) instanceof Map<?, ?> given) {
      given.forEach((key, value) -> section.put(String.valueOf(key), value));
    }
    return section;
  }
}
