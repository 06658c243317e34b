package io.syncledger.sync.organizations;

import io.syncledger.events.SyncMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation's scheduled syncs go: what it chose, and the service's defaults for the rest.
 *
 * @param interval from one scheduled sync to the next
 * @param paused whether none is to begin
 * @param adaptive whether the interval follows what the syncs find
 * @param syncMode what they visit
 * @param updatedAt null when nothing was ever chosen
 */
public record SyncSettings(
    Duration interval,
    boolean paused,
    boolean adaptive,
    SyncMode syncMode,
    @Nullable Instant updatedAt) {
  static final int MAX_INTERVAL_MINUTES = 7 * 24 * 60;
}
