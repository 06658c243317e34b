package io.syncledger.query.errors;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.HumanFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/errors}.
 *
 * @param total of the newest {@link FailureRepository#SCAN_LIMIT} failures, as are the other counts
 * @param byType only the unresolved ones, unless the list includes resolved ones
 * @param errors newest first
 */
@Serdeable
public record ErrorsView(
    String organizationId,
    String service,
    long total,
    long unresolved,
    Map<String, Long> byType,
    List<ErrorEntry> errors,
    @Nullable String nextCursor) {

  /**
   * @param id of the event that ended the run
   * @param retryCount how many attempts came before
   * @param nextRetryAt null when no attempt is waiting
   * @param nextRetryIn the same in words
   * @param timeAgo since the failure, in words
   */
  @Serdeable
  public record ErrorEntry(
      String id,
      String errorType,
      String errorMessage,
      Details errorDetails,
      int retryCount,
      @Nullable Instant nextRetryAt,
      @Nullable String nextRetryIn,
      @Nullable Instant resolvedAt,
      @Nullable String resolvedAtHuman,
      Instant createdAt,
      String timeAgo) {

    static ErrorEntry of(Failure failure, Instant now) {
      var retry = failure.nextRetryAt();
      var resolved = failure.resolvedAt();
      return new ErrorEntry(
          failure.id(),
          failure.errorType(),
          failure.errorMessage(),
          new Details(
              failure.syncId(), failure.errorCode(), failure.httpStatus(), failure.retryable()),
          failure.retryCount(),
          retry,
          retry == null ? null : HumanFormat.timeUntil(retry, now),
          resolved,
          resolved == null ? null : HumanFormat.timeAgo(resolved, now),
          failure.createdAt(),
          HumanFormat.timeAgo(failure.createdAt(), now));
    }
  }

  /** Further details of a failure. */
  @Serdeable
  public record Details(
      String syncId, String errorCode, @Nullable Integer httpStatus, boolean retryable) {}

  static Map<String, Long> byType(
      List<FailureRepository.TypeCount> counts, boolean includeResolved) {
    var byType = new TreeMap<String, Long>();
    for (var count : counts) {
      long listed = includeResolved ? count.total() : count.unresolved();
      if (listed > 0) {
        byType.put(count.errorType(), listed);
      }
    }
    return byType;
  }
}
