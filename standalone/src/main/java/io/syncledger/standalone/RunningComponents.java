package io.syncledger.standalone;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is running, stopped in one order whatever the order in which it started. A part that is
 * ready only when the others have been stopped is stopped at once.
 */
final class RunningComponents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningComponents.class);

  /** In the order of stopping: each needs those after it. */
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

  /** Adds a part that runs. */
  synchronized <T extends AutoCloseable> T add(Component part, T running) {
    if (closed) {
      close(part, running);
      throw new CannotStartException("Stopped while starting");
    }
    this.running.put(part, running);
    return running;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Stops them because somebody asked for it. */
  synchronized void stop() {
    stopRequested = true;
    close();
  }

  /** Whether a stop was asked for, so that whatever ends then is no failure. */
  synchronized boolean isStopRequested() {
    return stopRequested;
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(RunningComponents::close);
    running.clear();
  }

  private static void close(Component part, AutoCloseable running) {
    try {
      running.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while stopping {}", part);
    } catch (Exception e) {
      LOG.warn("{} did not stop cleanly", part, e);
    }
  }
}
