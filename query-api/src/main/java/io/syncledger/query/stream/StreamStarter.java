package io.syncledger.query.stream;

import io.syncledger.events.OrganizationId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Opens streams, each on a virtual thread of its own. */
@Singleton
final class StreamStarter {
  private final RunUpdates runs;
  private final AlertUpdates alerts;
  private final StreamRegistry watchers;
  private final StreamSettings settings;
  private final Clock clock;

  StreamStarter(
      RunUpdates runs,
      AlertUpdates alerts,
      StreamRegistry watchers,
      StreamSettings settings,
      Clock clock) {
    this.runs = runs;
    this.alerts = alerts;
    this.watchers = watchers;
    this.settings = settings;
    this.clock = clock;
  }

  Publisher<SseFrame> open(
      OrganizationId organization, @Nullable String lastEventId, Instant expires) {
    watchers.acquire();
    var left = new AtomicBoolean();
    return Flux.<SseFrame>create(
            sink -> start(sink, organization, lastEventId, expires),
            FluxSink.OverflowStrategy.ERROR)
        .doFinally(
            _ -> {
              if (left.compareAndSet(false, true)) {
                watchers.release();
              }
            });
  }

  private void start(
      FluxSink<SseFrame> sink,
      OrganizationId organization,
      @Nullable String lastEventId,
      Instant expires) {
    var wake = new ChangeSignal();
    var telling = new SseSession(sink, wake, runs, alerts, clock, settings.heartbeat());
    var thread =
        Thread.ofVirtual()
            .name("stream")
            .unstarted(() -> telling.run(organization, lastEventId, expires));
    watchers.add(organization, wake);
    sink.onRequest(_ -> wake.signal());
    sink.onDispose(
        () -> {
          watchers.remove(organization, wake);
          thread.interrupt();
        });
    thread.start();
  }
}
