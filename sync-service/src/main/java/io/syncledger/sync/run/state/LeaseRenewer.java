package io.syncledger.sync.run.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.state.RunStore.Heartbeat;
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

/** Registers the runs that this instance executes and renews their leases with one statement. */
@Singleton
public final class LeaseRenewer {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewer.class);

  private final Map<SyncId, RunControl> controls = new ConcurrentHashMap<>();
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;

  LeaseRenewer(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      MeterRegistry meters) {
    this.transactions = transactions;
    this.runs = runs;
    Gauge.builder("syncledger.sync.runs.active", this, LeaseRenewer::size)
        .description("Runs that this instance is executing")
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

  /** Cancels the run if this instance executes it. */
  public void cancel(SyncId syncId, String requestedBy) {
    stop(syncId, new StopReason.Cancelled(requestedBy));
  }

  /** Stops all runs of this instance. */
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
      apply(mine, transactions.executeWrite(_ -> runs.renewLeases(mine)));
    } catch (Exception e) {
      LOG.warn(
          "Leases could not be renewed; the next renewal must succeed: {}", e.getClass().getName());
    }
  }

  /** A run whose lease was not renewed has been ended by another instance. */
  private void apply(Set<SyncId> mine, List<Heartbeat> heartbeats) {
    var lost = new HashSet<>(mine);
    for (Heartbeat heartbeat : heartbeats) {
      lost.remove(heartbeat.syncId());
      if (heartbeat.cancelRequestedBy() != null) {
        cancel(heartbeat.syncId(), heartbeat.cancelRequestedBy());
      }
    }
    lost.forEach(syncId -> stop(syncId, new StopReason.LeaseLost()));
  }

  private void stop(SyncId syncId, StopReason reason) {
    var control = controls.get(syncId);
    if (control != null) {
      control.stop(reason);
    }
  }
}
