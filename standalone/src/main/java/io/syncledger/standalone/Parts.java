package io.syncledger.standalone;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is running, stopped in one order whatever the order in which it started. A part that is
 * ready only when the others have been stopped is stopped at once.
 */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  /** In the order of stopping: each needs those after it. */
  enum Part {
    SERVICES,
    CLINIKO,
    BROKER,
    POSTGRES,
    DATA
  }

  private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
  private boolean closed;
  private boolean asked;

  /** Adds a part that runs. */
  synchronized <T extends AutoCloseable> T add(Part part, T running) {
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
    asked = true;
    close();
  }

  /** Whether a stop was asked for, so that whatever ends then is no failure. */
  synchronized boolean isStopped() {
    return asked;
  }

  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(Parts::close);
    running.clear();
  }

  private static void close(Part part, AutoCloseable running) {
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
