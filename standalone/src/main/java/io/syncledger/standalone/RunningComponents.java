package io.syncledger.standalone;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running components. They are stopped in a fixed order, regardless of the order in which they
 * started. A component that is added after the stop is stopped at once.
 */
final class RunningComponents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningComponents.class);

  /** In the order of stopping: each component needs those after it. */
  enum Component {
    SERVICES,
    CLINIKO,
    BROKER,
    POSTGRES,
    DATA
  }

  private final Map<Component, AutoCloseable> running = new EnumMap<>(Component.class);
  private boolean closed;
  private boolean stopRequested;

  /** Adds a running component. */
  synchronized <T extends AutoCloseable> T add(Component component, T running) {
    if (closed) {
      close(component, running);
      throw new CannotStartException("Stopped while starting");
    }
    this.running.put(component, running);
    return running;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Stops all components at the user's request. */
  synchronized void stop() {
    stopRequested = true;
    close();
  }

  /** Whether a stop was requested, so that a component that exits is not a failure. */
  synchronized boolean isStopRequested() {
    return stopRequested;
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(RunningComponents::close);
    running.clear();
  }

  private static void close(Component component, AutoCloseable running) {
    try {
      running.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while stopping {}", component);
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", component, e);
    }
  }
}
