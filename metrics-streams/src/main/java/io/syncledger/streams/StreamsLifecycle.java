package io.syncledger.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.http.lifecycle.PeriodicWorker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the streams in the background as soon as Kafka is reachable, and closes them with the
 * application. Until they have started, readiness is down.
 */
@Singleton
final class StreamsLifecycle implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final String WAITING = "WAITING_FOR_KAFKA";
  private static final String CANNOT_START = "CANNOT_START";

  /** The states before the streams exist and have a state of their own. */
  static final List<String> STATES_BEFORE_START = List.of(WAITING, CANNOT_START);

  private static final Duration TOPICS_RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration START_RETRY_PAUSE = Duration.ofSeconds(5);

  /** Leaves the group, so that other instances take over at once. */
  private static final CloseOptions CLOSING =
      CloseOptions.timeout(Duration.ofSeconds(30))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  private final StreamsSettings settings;
  private final StreamsConfiguration configuration;
  private final KafkaSettings kafka;
  private final MeterRegistry registry;
  private final Clock clock;
  private final PeriodicWorker starter;
  private boolean topicsReady;
  private volatile boolean cannotStart;
  private volatile @Nullable KafkaStreams streams;

  StreamsLifecycle(
      StreamsSettings settings,
      StreamsConfiguration configuration,
      KafkaSettings kafka,
      MeterRegistry registry,
      Clock clock) {
    this.settings = settings;
    this.configuration = configuration;
    this.kafka = kafka;
    this.registry = registry;
    this.clock = clock;
    this.starter =
        PeriodicWorker.paced(START_RETRY_PAUSE, "metrics-streams-start", this::startNext);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    starter.start();
  }

  /** Empty until Kafka was reachable and the streams could be started. */
  Optional<KafkaStreams.State> state() {
    return Optional.ofNullable(streams).map(KafkaStreams::state);
  }

  /** The name of the state, including the states before the start. */
  String stateName() {
    return state().map(Enum::name).orElse(cannotStart ? CANNOT_START : WAITING);
  }

  /** The metrics of the Kafka clients; empty until the streams have started. */
  Collection<? extends Metric> kafkaMetrics() {
    var running = streams;
    return running == null ? List.of() : running.metrics().values();
  }

  /** Creates the topics, then starts the streams; each is tried again until it succeeds. */
  private @Nullable Duration startNext() throws InterruptedException {
    if (!topicsReady) {
      topicsReady = topicsCreated();
      return topicsReady ? Duration.ZERO : TOPICS_RETRY_PAUSE;
    }
    return streamsStarted() ? null : START_RETRY_PAUSE;
  }

  private boolean topicsCreated() throws InterruptedException {
    try (var admin = kafka.admin("metrics-streams-admin")) {
      kafka.createTopics(admin);
      return true;
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Kafka is not ready; trying again");
      return false;
    }
  }

  /**
   * Retried, because the streams only fail to start for an external cause, such as a full disk or a
   * directory without permission: once that is repaired, they start on their own.
   */
  private synchronized boolean streamsStarted() throws InterruptedException {
    if (starter.isStopping()) {
      throw new InterruptedException();
    }
    try {
      streams = started();
      return true;
    } catch (RuntimeException e) {
      cannotStart = true;
      LOG.error("The streams cannot start; trying again", e);
      return false;
    }
  }

  private KafkaStreams started() {
    var created =
        new KafkaStreams(
            SyncTopology.build(settings.retention()),
            configuration.properties(),
            new CompactingClientSupplier());
    try {
      created.setUncaughtExceptionHandler(
          new ThreadReplacementHandler(clock, settings.threadsReplaced()));
      created.start();
    } catch (RuntimeException e) {
      created.close(CLOSING);
      throw e;
    }
    new KafkaStreamsMetrics(created).bindTo(registry);
    return created;
  }

  @PreDestroy
  void close() {
    starter.close();
    synchronized (this) {
      var running = streams;
      if (running != null && !running.close(CLOSING)) {
        LOG.warn("The streams did not close in time; their transactions will time out");
      }
    }
  }
}
