package io.syncledger.sync.run;

import static org.awaitility.Awaitility.await;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncId;
import io.syncledger.events.Trigger;
import io.syncledger.sync.Instance;
import io.syncledger.sync.Log;
import java.time.Duration;
import java.util.List;

/** Starts syncs and waits for what the log says about them. */
public final class Syncs {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Syncs() {}

  /** Starts a sync and waits for its end. */
  public static List<SyncEvent> run(Instance service, StreamKey clinic) {
    return awaitEnd(clinic, start(service, clinic).syncId());
  }

  public static StartAnswer start(Instance service, StreamKey clinic) {
    return service
        .get(StartRun.class)
        .start(new StartRequest(clinic, Mode.PATIENTS_ONLY, Trigger.MANUAL, null));
  }

  /** The events of a sync that has ended. */
  public static List<SyncEvent> awaitEnd(StreamKey clinic, SyncId syncId) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> events(clinic, syncId),
            events -> !events.isEmpty() && events.getLast() instanceof SyncEvent.Terminal);
  }

  /** The events of a sync so far. */
  public static List<SyncEvent> events(StreamKey clinic, SyncId syncId) {
    return Log.events(clinic.organizationId()).stream()
        .filter(event -> event.envelope().syncId().equals(syncId))
        .toList();
  }

  /** The events of one type. */
  public static <E extends SyncEvent> List<E> only(Class<E> type, List<SyncEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The event that a sync ended with. */
  public static <E extends SyncEvent> E ending(Class<E> type, List<SyncEvent> events) {
    return type.cast(events.getLast());
  }
}
