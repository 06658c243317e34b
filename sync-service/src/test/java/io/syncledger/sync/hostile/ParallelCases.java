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

/** Judges many cases, some at a time. */
final class ParallelCases<T> implements AutoCloseable {
  private static final int LIMIT_MINUTES = 15;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<T, Future<List<String>>> cases = new LinkedHashMap<>();

  private ParallelCases() {}

  /** Begins with all of them. */
  static <T> ParallelCases<T> start(
      Collection<T> cases, int atOnce, Function<T, List<String>> judge) {
    var judging = new ParallelCases<T>();
    var room = new Semaphore(atOnce, true);
    cases.forEach(one -> judging.cases.put(one, judging.threads.submit(task(one, room, judge))));
    return judging;
  }

  private static <T> Callable<List<String>> task(
      T one, Semaphore room, Function<T, List<String>> judge) {
    return () -> {
      room.acquire();
      try {
        return judge.apply(one).stream().map(finding -> one + ": " + finding).toList();
      } finally {
        room.release();
      }
    };
  }

  /** What was found out about one case; waits for it. */
  List<String> findings(T one) throws InterruptedException, TimeoutException {
    try {
      return Objects.requireNonNull(cases.get(one)).get(LIMIT_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      return List.of(one + ": " + e.getCause());
    }
  }

  /** What was found out about all cases. */
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
