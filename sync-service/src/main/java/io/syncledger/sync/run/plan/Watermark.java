package io.syncledger.sync.run.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Position up to which earlier runs have fetched a list; both instants are the source's.
 *
 * @param updatedAt the latest change received; null for none
 * @param changeFloor the latest change known when the run that moved this began; null for none
 * @param token where the next run of a list begins that tracks changes by tokens; null for others
 */
public record Watermark(
    @Nullable Instant updatedAt, @Nullable Instant changeFloor, @Nullable String token) {
  public static final Watermark NONE = new Watermark(null, null);

  public Watermark(@Nullable Instant updatedAt, @Nullable Instant changeFloor) {
    this(updatedAt, changeFloor, null);
  }

  /** After a pass of a list that tracks changes by tokens. */
  public static Watermark ofToken(@Nullable String token) {
    return new Watermark(null, null, token);
  }

  /** After a full run: what changed unnoticed meanwhile did so after the probe. */
  public static Watermark afterFull(@Nullable Instant newest, @Nullable Instant probed) {
    return new Watermark(newest, probed);
  }

  /**
   * Caps a change at the time of its fetch: a timestamp in the future would make the watermark skip
   * later changes.
   */
  public static @Nullable Instant notAfter(@Nullable Instant change, Instant fetchedAt) {
    return change != null && change.isAfter(fetchedAt) ? fetchedAt : change;
  }

  /** After an incremental run that started from here. */
  public Watermark advancedTo(@Nullable Instant newest) {
    var latest =
        updatedAt == null || (newest != null && newest.isAfter(updatedAt)) ? newest : updatedAt;
    return new Watermark(latest, updatedAt);
  }
}
