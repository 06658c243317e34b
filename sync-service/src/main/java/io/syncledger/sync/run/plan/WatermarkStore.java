package io.syncledger.sync.run.plan;

import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The watermarks of every organisation. All methods take part in a transaction. */
@Singleton
public final class WatermarkStore {
  private final WatermarkRepository rows;

  WatermarkStore(WatermarkRepository rows) {
    this.rows = rows;
  }

  /** A list that was never taken over as a whole has none. */
  public Map<ClinikoResource, Watermark> find(StreamKey owner) {
    var known = new EnumMap<ClinikoResource, Watermark>(ClinikoResource.class);
    for (var row : rows.find(owner.organizationId().value(), owner.service().value())) {
      Arrays.stream(ClinikoResource.values())
          .filter(list -> list.resource().equals(row.resource()))
          .forEach(list -> known.put(list, new Watermark(row.updatedAt(), row.changeFloor())));
    }
    return known;
  }

  public void save(StreamKey owner, Map<ClinikoResource, Watermark> reached) {
    reached.forEach(
        (list, watermark) ->
            rows.upsert(
                new WatermarkRow(
                    owner.organizationId().value(),
                    owner.service().value(),
                    list.resource(),
                    watermark.updatedAt(),
                    watermark.changeFloor())));
  }

  /** How events tell them: {@code list=instant}, joined by commas; null when there are none. */
  public static @Nullable String token(
      List<ClinikoResource> lists, Map<ClinikoResource, Watermark> watermarks) {
    var token =
        lists.stream()
            .map(list -> pair(list, watermarks.getOrDefault(list, Watermark.NONE)))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(","));
    return token.isEmpty() ? null : token;
  }

  private static @Nullable String pair(ClinikoResource list, Watermark watermark) {
    var latest = watermark.updatedAt();
    return latest == null ? null : list.resource() + "=" + EventJson.INSTANT.format(latest);
  }
}
