package io.syncledger.sync.organizations;

import io.syncledger.events.SyncMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an organization's scheduled syncs: what it chose, and defaults for the rest.
 *
 * @param interval from one scheduled sync to the next
 * @param paused whether scheduled syncs are suspended
 * @param adaptive whether the interval follows how much the syncs change
 * @param syncMode the mode of scheduled syncs
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
