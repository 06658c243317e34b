package io.syncledger.sync.run;

import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts syncs and waits for their events in the log. */
public final class SyncDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SyncDriver() {}

  /** Starts a sync and waits for its end. */
  public static List<SyncEvent> run(ServiceInstance service, StreamKey clinic) {
    return awaitEnd(clinic, start(service, clinic).syncId());
  }

  public static StartResult start(ServiceInstance service, StreamKey clinic) {
    return service
        .bean(RunStarter.class)
        .start(new StartRequest(clinic, SyncMode.PATIENTS_ONLY, false, Trigger.MANUAL, null));
  }

  public static StartResult startFull(ServiceInstance service, StreamKey clinic) {
    return service
        .bean(RunStarter.class)
        .start(new StartRequest(clinic, SyncMode.PATIENTS_ONLY, true, Trigger.MANUAL, null));
  }

  /** Starts a full sync and waits for its end. */
  public static List<SyncEvent> runFull(ServiceInstance service, StreamKey clinic, SyncMode mode) {
    return run(service, new StartRequest(clinic, mode, true, Trigger.MANUAL, null));
  }

  /** Starts a sync and waits for its end. */
  public static List<SyncEvent> run(ServiceInstance service, StreamKey clinic, SyncMode mode) {
    return run(service, new StartRequest(clinic, mode, false, Trigger.MANUAL, null));
  }

  private static List<SyncEvent> run(ServiceInstance service, StartRequest request) {
    return awaitEnd(request.key(), service.bean(RunStarter.class).start(request).syncId());
  }

  /** The events of a sync that has ended. */
  public static List<SyncEvent> awaitEnd(StreamKey clinic, SyncId syncId) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> events(clinic, syncId),
            events -> events.stream().anyMatch(SyncEvent.Terminal.class::isInstance));
  }

  /** The events of the retry of a sync, after the retry's end. */
  public static List<SyncEvent> awaitRetry(StreamKey clinic, SyncId failed) {
    var retry =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(() -> retryOf(clinic, failed), Optional::isPresent);
    return awaitEnd(clinic, retry.orElseThrow());
  }

  private static Optional<SyncId> retryOf(StreamKey clinic, SyncId failed) {
    return ofType(SyncStarted.class, EventLog.events(clinic.organizationId())).stream()
        .filter(started -> failed.equals(started.retryOf()))
        .map(started -> started.envelope().syncId())
        .findFirst();
  }

  /** The events of a sync so far. */
  public static List<SyncEvent> events(StreamKey clinic, SyncId syncId) {
    return EventLog.events(clinic.organizationId()).stream()
        .filter(event -> event.envelope().syncId().equals(syncId))
        .toList();
  }

  /** Applies a fault from the given request for records on; probes and counts do not count. */
  public static Fault onPage(int page, Fault fault) {
    return fault
        .when(request -> request.parameter("per_page").orElse("").equals("100"))
        .after(page - 1);
  }

  /**
   * Blocks the responses of the next full sync from this page on until the latch is open. Requests
   * that an earlier sync may still send are not counted.
   */
  public static CountDownLatch blockAtPage(ClinikoSimulator cliniko, int page) {
    var latch = new CountDownLatch(1);
    var begun = new AtomicBoolean();
    var held =
        Fault.of(
                (_, rest) -> {
                  latch.await();
                  return rest.proceed();
                })
            .when(
                request -> {
                  if (request.parameter("sort").orElse("").equals("updated_at:desc")) {
                    begun.set(true);
                  }
                  return begun.get();
                });
    cliniko.faults().add(onPage(page, held));
    return latch;
  }

  /** The events of one type. */
  public static <E extends SyncEvent> List<E> ofType(Class<E> type, List<SyncEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The event that a sync ended with. */
  public static <E extends SyncEvent> E terminalEvent(Class<E> type, List<SyncEvent> events) {
    return type.cast(ofType(SyncEvent.Terminal.class, events).getFirst());
  }
}
