package io.syncledger.sync.consistency;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.consistency.CheckReport.Count;
import io.syncledger.sync.consistency.CheckReport.Mismatch;
import io.syncledger.sync.consistency.CheckReport.Unverified;
import io.syncledger.sync.source.SourceException;
import io.syncledger.sync.source.SourceResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what a check finds. */
final class CheckFindings {
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;

  private final String sourceName;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<Mismatch> mismatched = new ArrayList<>();
  private final List<Unverified> unverified = new ArrayList<>();
  private int sampled;
  private @Nullable SyncFailure fatalFailure;

  /**
   * @param sourceName how messages call the source
   */
  CheckFindings(String sourceName) {
    this.sourceName = sourceName;
  }

  void addCount(SourceResource resource, long local, @Nullable Long source) {
    counts.put(resource.resourceName(), Count.of(local, source));
    if (source == null) {
      addUnverified(resource, "NO_TOTAL", sourceName + " reports no total");
    }
  }

  void addSample(int records, List<Mismatch> different) {
    sampled += records;
    mismatched.addAll(different);
  }

  /** The source may deny a key one list and give another; any other failure ends the check. */
  void addRefusal(SourceResource resource, SourceException refusal) {
    var failure = refusal.failure();
    addUnverified(resource, failure.errorCode(), failure.message());
    if (!Objects.equals(failure.httpStatus(), FORBIDDEN)) {
      fatalFailure = failure;
    }
  }

  /** Only the first reason of each list is kept: others follow from it. */
  void addUnverified(SourceResource resource, String errorCode, String reason) {
    if (unverified.stream().noneMatch(gap -> resource.resourceName().equals(gap.resource()))) {
      unverified.add(new Unverified(resource.resourceName(), errorCode, reason));
    }
  }

  /** Whether further requests would fail as well. */
  boolean isEnded() {
    return fatalFailure != null;
  }

  boolean credentialsRefused() {
    return fatalFailure != null && Objects.equals(fatalFailure.httpStatus(), UNAUTHORIZED);
  }

  /** Reports the failure that ended the check for a list that was therefore not requested. */
  void addSkipped(SourceResource resource) {
    if (fatalFailure != null) {
      addUnverified(resource, fatalFailure.errorCode(), fatalFailure.message());
    }
  }

  CheckReport toReport() {
    return new CheckReport(counts, sampled, mismatched, unverified);
  }
}
