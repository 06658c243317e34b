package io.syncledger.sync.run.plan;

import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores watermarks. All methods take part in the caller's transaction. */
@Singleton
public final class WatermarkStore {
  private final WatermarkRepository repository;

  WatermarkStore(WatermarkRepository repository) {
    this.repository = repository;
  }

  /** Finds the watermarks by list; a list that was never fetched as a whole has none. */
  public Map<SourceResource, Watermark> find(Source source, StreamKey key) {
    var rowsByResource =
        repository.find(key.organizationId().value(), key.service().value()).stream()
            .collect(Collectors.toMap(WatermarkRow::resource, row -> row));
    var known = new LinkedHashMap<SourceResource, Watermark>();
    for (var resource : source.resources()) {
      var row = rowsByResource.get(resource.resourceName());
      if (row != null) {
        known.put(resource, new Watermark(row.updatedAt(), row.changeFloor(), row.token()));
      }
    }
    return known;
  }

  public void save(StreamKey key, Map<SourceResource, Watermark> reached) {
    reached.forEach(
        (resource, watermark) ->
            repository.upsert(
                new WatermarkRow(
                    key.organizationId().value(),
                    key.service().value(),
                    resource.resourceName(),
                    watermark.updatedAt(),
                    watermark.changeFloor(),
                    watermark.token())));
  }

  /** Formats them for events: {@code list=instant}, joined by commas; null when there are none. */
  public static @Nullable String toSyncToken(
      List<SourceResource> lists, Map<SourceResource, Watermark> watermarks) {
    var token =
        lists.stream()
            .map(resource -> pair(resource, watermarks.getOrDefault(resource, Watermark.NONE)))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return token.isEmpty() ? null : token;
  }

  private static @Nullable String pair(SourceResource resource, Watermark watermark) {
    if (watermark.token() != null) {
      return resource.resourceName() + "=" + watermark.token();
    }
    var latest = watermark.updatedAt();
    return latest == null ? null : resource.resourceName() + "=" + EventJson.INSTANT.format(latest);
  }
}
