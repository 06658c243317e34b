package io.syncledger.testkit.cliniko;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the requests that the simulator has received and keeps the times of the latest ones. Ids
 * in paths are replaced by {@code {id}}, so that there are few paths. Thread-safe.
 */
public final class TrafficStats {

  /** How many request times are kept. */
  static final int KEPT_INSTANTS = 10_000;

  private static final int KEPT_PATHS = 100;
  private static final String OTHER_PATHS = "other";
  private static final long SECONDS = 60;

  private final Map<String, Long> byPath = new TreeMap<>();
  private final Map<Integer, Long> byStatus = new TreeMap<>();
  private final Deque<Instant> instants = new ArrayDeque<>();
  private long total;
  private long minute = Long.MIN_VALUE;
  private long inThisMinute;
  private long mostInAMinute;

  TrafficStats() {}

  synchronized void recordRequest(Instant at, String path) {
    total++;
    byPath.merge(trackedPath(path.replaceAll("/\\d+(?=/|$)", "/{id}")), 1L, Long::sum);
    long now = Math.floorDiv(at.getEpochSecond(), SECONDS);
    inThisMinute = now == minute ? inThisMinute + 1 : 1;
    minute = now;
    mostInAMinute = Math.max(mostInAMinute, inThisMinute);
    instants.addLast(at);
    if (instants.size() > KEPT_INSTANTS) {
      instants.removeFirst();
    }
  }

  private String trackedPath(String path) {
    return byPath.containsKey(path) || byPath.size() < KEPT_PATHS ? path : OTHER_PATHS;
  }

  synchronized void recordResponse(int status) {
    byStatus.merge(status, 1L, Long::sum);
  }

  /** All requests, whether or not they got a response. */
  public synchronized long total() {
    return total;
  }

  /** The largest number of requests, of all keys together, within one clock minute. */
  public synchronized long peakPerMinute() {
    return mostInAMinute;
  }

  public synchronized Map<String, Long> byPath() {
    return Map.copyOf(byPath);
  }

  public synchronized Map<Integer, Long> byStatus() {
    return Map.copyOf(byStatus);
  }

  /** Requests that got a 401. */
  public synchronized long authFailures() {
    return byStatus.getOrDefault(401, 0L);
  }

  /** The arrival times of the latest requests, oldest first; at most {@value #KEPT_INSTANTS}. */
  public synchronized List<Instant> requestTimes() {
    return List.copyOf(instants);
  }
}
