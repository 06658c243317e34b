package io.syncledger.testkit.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Checks once per JVM whether Docker is available on this machine. */
public final class DockerEngine {
  private static final String PROBING = "org.testcontainers.dockerclient";

  private DockerEngine() {}

  /** True if fixtures use containers, false if they run embedded servers. */
  public static boolean available() {
    return Check.AVAILABLE;
  }

  private static final class Check {
    static final boolean AVAILABLE = probe();

    private static boolean probe() {
      // A machine without Docker is normal here and not worth log messages.
      if (!(LoggerFactory.getLogger(PROBING) instanceof Logger logger)) {
        return DockerClientFactory.instance().isDockerAvailable();
      }
      Level before = logger.getLevel();
      logger.setLevel(Level.OFF);
      try {
        return DockerClientFactory.instance().isDockerAvailable();
      } finally {
        logger.setLevel(before);
      }
    }
  }
}
