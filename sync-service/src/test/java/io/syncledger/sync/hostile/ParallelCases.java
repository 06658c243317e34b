package io.syncledger.sync.hostile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs many cases, some at a time, and collects what is wrong with each. */
final class ParallelCases<T> implements AutoCloseable {
  private static final int TIMEOUT_MINUTES = 15;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<T, Future<List<String>>> cases = new LinkedHashMap<>();

  private ParallelCases() {}

  /** Starts all cases. */
  static <T> ParallelCases<T> start(
      Collection<T> cases, int atOnce, Function<T, List<String>> verify) {
    var started = new ParallelCases<T>();
    var permits = new Semaphore(atOnce, true);
    cases.forEach(
        one -> started.cases.put(one, started.threads.submit(task(one, permits, verify))));
    return started;
  }

  private static <T> Callable<List<String>> task(
      T one, Semaphore permits, Function<T, List<String>> verify) {
    return () -> {
      permits.acquire();
      try {
        return verify.apply(one).stream().map(finding -> one + ": " + finding).toList();
      } finally {
        permits.release();
      }
    };
  }

  /** The findings of one case; waits for it. */
  List<String> findings(T one) throws InterruptedException, TimeoutException {
    try {
      return Objects.requireNonNull(cases.get(one)).get(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      return List.of(one + ": " + e.getCause());
    }
  }

  /** The findings of all cases; waits for them. */
  List<String> findings() throws InterruptedException, TimeoutException {
    var findings = new ArrayList<String>();
    for (var one : cases.keySet()) {
      findings.addAll(findings(one));
    }
    return findings;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
