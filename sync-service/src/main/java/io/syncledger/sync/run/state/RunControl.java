package io.syncledger.sync.run.state;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets others stop a run's worker. The first reason counts. */
public final class RunControl {
  private final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();
  private volatile @Nullable Runnable interruption;

  public void stop(StopReason newReason) {
    if (reason.compareAndSet(null, newReason)) {
      var action = interruption;
      if (action != null) {
        action.run();
      }
    }
  }

  public @Nullable StopReason stopReason() {
    return reason.get();
  }

  /** Sets what a stop does besides keeping the reason, so that the worker notices it soon. */
  public void onStop(Runnable action) {
    interruption = action;
    if (reason.get() != null) {
      action.run();
    }
  }
}
