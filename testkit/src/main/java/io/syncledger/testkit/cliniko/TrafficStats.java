package io.syncledger.testkit.cliniko;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simulator has seen: numbers for its whole life, and the latest requests' instants. Ids
 * in paths are replaced by {@code {id}}, so the number of paths is small. Safe for use by many
 * threads.
 */
public final class TrafficStats {

  /** How many instants are kept. */
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

  /** Requests that arrived, answered or not. */
  public synchronized long total() {
    return total;
  }

  /** The most requests that arrived within one minute of the clock, of all keys together. */
  public synchronized long peakPerMinute() {
    return mostInAMinute;
  }

  public synchronized Map<String, Long> byPath() {
    return Map.copyOf(byPath);
  }

  public synchronized Map<Integer, Long> byStatus() {
    return Map.copyOf(byStatus);
  }

  /** Requests answered with 401. */
  public synchronized long authFailures() {
    return byStatus.getOrDefault(401, 0L);
  }

  /** When the latest requests arrived, oldest first; at most {@value #KEPT_INSTANTS}. */
  public synchronized List<Instant> requestTimes() {
    return List.copyOf(instants);
  }
}
