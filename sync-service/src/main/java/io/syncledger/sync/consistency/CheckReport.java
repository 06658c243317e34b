package io.syncledger.sync.consistency;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check.
 *
 * @param counts by list
 * @param sampled how many records were compared field by field
 * @param unverified what could not be compared, and why
 */
@Serdeable
record CheckReport(
    Map<String, Count> counts,
    int sampled,
    List<Mismatch> mismatched,
    List<Unverified> unverified) {
  private static final String SYNC_RUNNING = "SYNC_RUNNING";

  /**
   * Visible records of a list, stored and at the source.
   *
   * @param source null when it could not be counted
   * @param difference how many more there are here; null when the source could not be counted
   */
  @Serdeable
  record Count(long local, @Nullable Long source, @Nullable Long difference) {
    static Count of(long local, @Nullable Long source) {
      return new Count(local, source, source == null ? null : local - source);
    }
  }

  /**
   * A record whose stored version differs from the source's.
   *
   * @param fields that differ
   * @param problem {@code differs}, {@code newer_at_source} when it was changed there after it was
   *     last taken over, {@code not_at_source}, or {@code unreadable} when the source's version
   *     cannot be taken over
   */
  @Serdeable
  record Mismatch(String recordId, String resource, List<String> fields, String problem) {}

  /**
   * @param resource null when it concerns all of them
   * @param errorCode as in events, or why the comparison was not possible
   */
  @Serdeable
  record Unverified(@Nullable String resource, String errorCode, String reason) {}

  CheckReport {
    counts = Map.copyOf(counts);
    mismatched = List.copyOf(mismatched);
    unverified = List.copyOf(unverified);
  }

  /** The report of a check that could not compare anything. */
  static CheckReport unverified(String errorCode, String reason) {
    return new CheckReport(
        Map.of(), 0, List.of(), List.of(new Unverified(null, errorCode, reason)));
  }

  /** Adds that a sync was running, which may have caused any difference. */
  CheckReport withSyncRunning() {
    var gaps = new ArrayList<>(unverified);
    gaps.add(new Unverified(null, SYNC_RUNNING, "A sync was changing records at the same time"));
    return new CheckReport(counts, sampled, mismatched, gaps);
  }

  CheckStatus status() {
    if (unverified.stream().anyMatch(gap -> gap.errorCode().equals(SYNC_RUNNING))) {
      return CheckStatus.UNVERIFIED;
    }
    boolean different =
        !mismatched.isEmpty()
            || counts.values().stream()
                .map(Count::difference)
                .filter(Objects::nonNull)
                .anyMatch(difference -> difference != 0);
    return different
        ? CheckStatus.INCONSISTENT
        : unverified.isEmpty() ? CheckStatus.CONSISTENT : CheckStatus.UNVERIFIED;
  }

  /** The counts as they appear in the event. */
  Map<String, ConsistencyChecked.Count> toEventCounts() {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> new ConsistencyChecked.Count(e.getValue().local(), e.getValue().source())));
  }
}
