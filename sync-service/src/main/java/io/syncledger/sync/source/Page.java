package io.syncledger.sync.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of records.
 *
 * @param number 1, 2, 3 …
 * @param totalPages as far as the source knows now; null when it reports none
 * @param recordsTotal as far as the source knows now; null when it reports none
 * @param bytes size of the response
 * @param durationMs of the successful requests, without the wait for the rate limit
 * @param fetchedAt when it was read
 * @param requests how many it took, failed ones included
 * @param cursor where to continue once this page is stored: opaque to all but its source
 */
public record Page(
    int number,
    List<RawRecord> records,
    @Nullable Integer totalPages,
    @Nullable Long recordsTotal,
    long bytes,
    long durationMs,
    Instant fetchedAt,
    int requests,
    String cursor) {

  /** The cursor of the beginning. */
  public static final String START = "";

  /** A page for which no request was needed. */
  public static Page empty(Instant at) {
    return new Page(1, List.of(), null, 0L, 0, 0, at, 0, START);
  }

  /** This page as one of several batches of ids, whose number is not known. */
  public Page asBatch(long newRecordsTotal, int newRequests) {
    return new Page(
        1, records, null, newRecordsTotal, bytes, durationMs, fetchedAt, newRequests, cursor);
  }
}
