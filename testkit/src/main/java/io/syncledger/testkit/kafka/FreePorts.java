package io.syncledger.testkit.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of loopback that are free now; a broker must know its own before it listens. */
public final class FreePorts {
  private FreePorts() {}

  /** A port that nothing listens on. */
  public static int any() {
    return first(0);
  }

  /** The wished port when it is free, else another. */
  public static int preferably(int wished) {
    try {
      return first(wished);
    } catch (UncheckedIOException e) {
      return any();
    }
  }

  private static int first(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
