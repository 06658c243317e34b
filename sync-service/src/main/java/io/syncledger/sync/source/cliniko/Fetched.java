package io.syncledger.sync.source.cliniko;

import java.time.Instant;

/**
 * Value of a response and the cost of the request.
 *
 * @param durationMs of the request that succeeded
 * @param requests how many were sent, failed ones included
 */
record Fetched<T>(T value, long bytes, long durationMs, Instant fetchedAt, int requests) {

  Fetched<T> afterRequests(int sent) {
    return new Fetched<>(value, bytes, durationMs, fetchedAt, sent);
  }
}
