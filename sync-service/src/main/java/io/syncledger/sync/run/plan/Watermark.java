package io.syncledger.sync.run.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a list was taken over by the runs before; both instants are the source's.
 *
 * @param updatedAt the latest change received; null for none
 * @param changeFloor the latest change that was known when the run that moved this began; null for
 *     none
 */
public record Watermark(@Nullable Instant updatedAt, @Nullable Instant changeFloor) {
  public static final Watermark NONE = new Watermark(null, null);

  /** After a full walk: what was changed behind its back happened after the probe. */
  public static Watermark afterFull(@Nullable Instant newest, @Nullable Instant probed) {
    return new Watermark(newest, probed);
  }

  /** After an incremental walk that began from here. */
  public Watermark advancedTo(@Nullable Instant newest) {
    var latest =
        updatedAt == null || (newest != null && newest.isAfter(updatedAt)) ? newest : updatedAt;
    return new Watermark(latest, updatedAt);
  }
}
