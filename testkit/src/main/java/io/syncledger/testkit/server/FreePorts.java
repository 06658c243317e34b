package io.syncledger.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports of loopback that nothing listens on, for servers that must know theirs before they listen.
 * They lie below the range from which systems number outgoing connections: one of those could take
 * the port in the seconds until the server binds it.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /** A free port. */
  public static int any() {
    return firstFree(ThreadLocalRandom.current().ints(ATTEMPTS, FIRST, END));
  }

  /** The wished port when it is free, else another. */
  public static int preferring(int wished) {
    return firstFree(
        IntStream.concat(
            IntStream.of(wished), ThreadLocalRandom.current().ints(ATTEMPTS, FIRST, END)));
  }

  /** Whether a server could listen on the port now. */
  public static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int firstFree(IntStream candidates) {
    return candidates
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No free port on loopback"));
  }
}
