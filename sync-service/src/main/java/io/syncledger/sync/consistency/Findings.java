package io.syncledger.sync.consistency;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.cliniko.ClinikoException;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.consistency.Report.Count;
import io.syncledger.sync.consistency.Report.Mismatch;
import io.syncledger.sync.consistency.Report.Unverified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a check has found so far. */
final class Findings {
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;

  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<Mismatch> mismatched = new ArrayList<>();
  private final List<Unverified> unverified = new ArrayList<>();
  private int sampled;
  private @Nullable SyncFailure end;

  void counted(ClinikoResource list, long local, @Nullable Long source) {
    counts.put(list.resource(), Count.of(local, source));
    if (source == null) {
      unverified(list, "NO_TOTAL", "Cliniko does not say how many there are");
    }
  }

  void sampled(int records, List<Mismatch> different) {
    sampled += records;
    mismatched.addAll(different);
  }

  /** The source may keep one list from a key and give another; any other refusal is the end. */
  void refused(ClinikoResource list, ClinikoException refusal) {
    var failure = refusal.failure();
    unverified(list, failure.errorCode(), failure.message());
    if (!Objects.equals(failure.httpStatus(), FORBIDDEN)) {
      end = failure;
    }
  }

  /** Only the first reason of each list counts: the others follow from it. */
  void unverified(ClinikoResource list, String errorCode, String reason) {
    if (unverified.stream().noneMatch(gap -> list.resource().equals(gap.resource()))) {
      unverified.add(new Unverified(list.resource(), errorCode, reason));
    }
  }

  /** Whether no further request makes sense. */
  boolean ended() {
    return end != null;
  }

  boolean keyRefused() {
    return end != null && Objects.equals(end.httpStatus(), UNAUTHORIZED);
  }

  /** The failure that ended it, told of a list that was not asked for because of it. */
  void skipped(ClinikoResource list) {
    if (end != null) {
      unverified(list, end.errorCode(), end.message());
    }
  }

  Report report() {
    return new Report(counts, sampled, mismatched, unverified);
  }
}
