package io.syncledger.sync.consistency;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.sync.consistency.CheckReport.Count;
import io.syncledger.sync.consistency.CheckReport.Mismatch;
import io.syncledger.sync.consistency.CheckReport.Unverified;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check as clients see it.
 *
 * @param status running, consistent, inconsistent or unverified
 * @param syncId the sync that it followed; null for a check on demand
 * @param checkedAt null while it runs
 * @param consistent only when everything was compared and is equal
 */
@Serdeable
record CheckView(
    String checkId,
    String organizationId,
    String status,
    @Nullable String syncId,
    Instant startedAt,
    @Nullable Instant checkedAt,
    Map<String, Count> counts,
    int sampled,
    List<Mismatch> mismatched,
    List<Unverified> unverified,
    boolean consistent) {

  static CheckView of(CheckRow check, CheckStatus status, CheckReport report) {
    return new CheckView(
        check.checkId(),
        check.organizationId(),
        status.toString(),
        check.syncId(),
        check.startedAt(),
        check.checkedAt(),
        report.counts(),
        report.sampled(),
        report.mismatched(),
        report.unverified(),
        status == CheckStatus.CONSISTENT);
  }
}
