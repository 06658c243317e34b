package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.RequestContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the source single questions. */
@Singleton
final class SourceCall {
  private final WaitReporter delays;

  SourceCall(WaitReporter delays) {
    this.delays = delays;
  }

  /** What is asked. */
  interface Request<T> {
    @Nullable T send(RequestContext account) throws InterruptedException;
  }

  private record Answer<T>(@Nullable T value) {}

  /**
   * @return empty when the source does not say
   * @throws InterruptedException when the run was stopped in the meantime
   */
  <T> Optional<T> call(RunContext course, Request<T> question) throws InterruptedException {
    var work = course.task();
    try (var answers =
        new Prefetcher<Answer<T>>(
            course, account -> once(question, account), delays.listenerFor(work))) {
      var answer = answers.next();
      if (answer.isEmpty()) {
        throw new InterruptedException("The run was stopped");
      }
      return Optional.ofNullable(answer.get().value());
    }
  }

  private static <T> Prefetcher.ItemSupplier<Answer<T>> once(
      Request<T> question, RequestContext account) {
    return new Prefetcher.ItemSupplier<>() {
      private boolean asked;

      @Override
      public @Nullable Answer<T> next() throws InterruptedException {
        if (asked) {
          return null;
        }
        asked = true;
        return new Answer<>(question.send(account));
      }
    };
  }
}
