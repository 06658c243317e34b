package io.syncledger.query.delivery.trial;

import io.syncledger.events.OrganizationId;
import io.syncledger.query.delivery.Attempt;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.Message;
import io.syncledger.query.delivery.Outcome;
import io.syncledger.query.delivery.Outcome.Accepted;
import io.syncledger.query.delivery.channels.Channels;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a test through every channel at once, once. */
@Singleton
final class Trial {
  private final Channels channels;
  private final Attempt attempt;
  private final Clock clock;
  private final ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor();

  Trial(Channels channels, Attempt attempt, Clock clock) {
    this.channels = channels;
    this.attempt = attempt;
    this.clock = clock;
  }

  /** What happened at one channel. */
  record Result(Channel channel, Outcome outcome) {
    boolean delivered() {
      return outcome instanceof Accepted;
    }
  }

  List<Result> run(OrganizationId organization) throws InterruptedException {
    var id = "test/" + UUID.randomUUID();
    var message = Message.test(id, organization, clock.instant());
    var attempts =
        channels.of(organization).stream()
            .map(
                channel ->
                    (Callable<Result>) () -> new Result(channel, attempt.send(channel, message)))
            .toList();
    return couriers.invokeAll(attempts).stream().map(Trial::result).toList();
  }

  private static Result result(Future<Result> attempt) {
    try {
      return attempt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("An attempt tells of its own faults", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("All attempts have ended", e);
    }
  }

  @PreDestroy
  void close() {
    couriers.shutdownNow();
  }
}
