package io.syncledger.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports on loopback, for servers that need to know theirs before they listen. They are below
 * the ephemeral range, so that no outgoing connection takes the port before the server binds it.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /** Any free port. */
  public static int any() {
    return firstFree(ThreadLocalRandom.current().ints(ATTEMPTS, FIRST, END));
  }

  /** The preferred port if it is free, else another one. */
  public static int preferring(int wished) {
    return firstFree(
        IntStream.concat(
            IntStream.of(wished), ThreadLocalRandom.current().ints(ATTEMPTS, FIRST, END)));
  }

  /** Whether a server can listen on the port now. */
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
