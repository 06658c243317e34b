package io.syncledger.testkit.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Says whether a Docker engine answers on this machine; asked once, the answer holds for the JVM.
 */
public final class DockerEngine {
  private static final String PROBING = "org.testcontainers.dockerclient";

  private DockerEngine() {}

  /** True where fixtures use containers, false where they are embedded. */
  public static boolean available() {
    return Answer.AVAILABLE;
  }

  private static final class Answer {
    static final boolean AVAILABLE = probe();

    private static boolean probe() {
      // A machine without Docker is a normal one here, not an error worth a stack of log lines.
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
