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

  /** Sends one request and interprets its response. */
  interface Request<T> {
    @Nullable T send(RequestContext context) throws InterruptedException;
  }

  private record Response<T>(@Nullable T value) {}

  /**
   * Sends a request and waits for its response.
   *
   * @return empty when the source reports none
   * @throws InterruptedException when the run was stopped in the meantime
   */
  <T> Optional<T> call(RunContext context, Request<T> request) throws InterruptedException {
    try (var responses =
        new Prefetcher<Response<T>>(
            context,
            requestContext -> once(request, requestContext),
            waits.listenerFor(context.task()))) {
      var response = responses.next();
      if (response.isEmpty()) {
        throw new InterruptedException("The run was stopped");
      }
      return Optional.ofNullable(response.get().value());
    }
  }

  private static <T> Prefetcher.ItemSupplier<Response<T>> once(
      Request<T> request, RequestContext context) {
    return new Prefetcher.ItemSupplier<>() {
      private boolean sent;

      @Override
      public @Nullable Response<T> next() throws InterruptedException {
        if (sent) {
          return null;
        }
        sent = true;
        return new Response<>(request.send(context));
      }
    };
  }
}
