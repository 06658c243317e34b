package io.syncledger.sync.run.lease;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.lease.RunStore.Heartbeat;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that this instance works on; shows that it lives, for all of them at once. */
@Singleton
public final class ActiveRuns {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRuns.class);

  private final Map<SyncId, RunControl> controls = new ConcurrentHashMap<>();
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;

  ActiveRuns(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.runs = runs;
    Gauge.builder("syncledger.sync.runs.active", this, ActiveRuns::size)
        .description("Runs that this instance works on")
        .register(meters);
  }

  public RunControl register(SyncId syncId) {
    var control = new RunControl();
    controls.put(syncId, control);
    return control;
  }

  public void unregister(SyncId syncId) {
    controls.remove(syncId);
  }

  int size() {
    return controls.size();
  }

  /** Stops the run if it is worked on here. */
  public void cancel(SyncId syncId, String by) {
    stop(syncId, new StopReason.Cancelled(by));
  }

  /** Stops all that is worked on here. */
  public void stopAll() {
    Set.copyOf(controls.keySet()).forEach(syncId -> stop(syncId, new StopReason.ShuttingDown()));
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.run.lease-renew-interval:3s}")
  void renewLeases() {
    var mine = Set.copyOf(controls.keySet());
    if (mine.isEmpty()) {
      return;
    }
    try {
      heed(mine, transactions.executeWrite(_ -> runs.renewLeases(mine)));
    } catch (Exception e) {
      LOG.warn("No sign of life could be given, the next must: {}", e.getClass().getName());
    }
  }

  private void heed(Set<SyncId> mine, List<Heartbeat> signs) {
    var lost = new HashSet<>(mine);
    for (Heartbeat sign : signs) {
      lost.remove(sign.syncId());
      if (sign.cancelRequestedBy() != null) {
        cancel(sign.syncId(), sign.cancelRequestedBy());
      }
    }
    lost.forEach(syncId -> stop(syncId, new StopReason.LeaseLost()));
  }

  private void stop(SyncId syncId, StopReason why) {
    var control = controls.get(syncId);
    if (control != null) {
      control.stop(why);
    }
  }
}
