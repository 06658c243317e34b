package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.RequestContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends single requests to the source, interruptible and with their waits reported. */
@Singleton
final class SourceCaller {
  private final WaitReporter waits;

  SourceCaller(WaitReporter waits) {
    this.waits = waits;
  }

  /** A request, and what its answer means. */
  interface Request<T> {
    @Nullable T send(RequestContext context) throws InterruptedException;
  }

  private record Answer<T>(@Nullable T value) {}

  /**
   * Waits for the answer.
   *
   * @return empty when the source does not say
   * @throws InterruptedException when the run was stopped in the meantime
   */
  <T> Optional<T> call(RunContext context, Request<T> request) throws InterruptedException {
    try (var answers =
        new Prefetcher<Answer<T>>(
            context,
            requestContext -> once(request, requestContext),
            waits.listenerFor(context.task()))) {
      var answer = answers.next();
      if (answer.isEmpty()) {
        throw new InterruptedException("The run was stopped");
      }
      return Optional.ofNullable(answer.get().value());
    }
  }

  private static <T> Prefetcher.ItemSupplier<Answer<T>> once(
      Request<T> request, RequestContext context) {
    return new Prefetcher.ItemSupplier<>() {
      private boolean sent;

      @Override
      public @Nullable Answer<T> next() throws InterruptedException {
        if (sent) {
          return null;
        }
        sent = true;
        return new Answer<>(request.send(context));
      }
    };
  }
}
