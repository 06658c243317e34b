package io.syncledger.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP proxy in front of a broker that forwards nothing until it is opened. */
final class GatedKafkaProxy implements AutoCloseable {
  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;

  GatedKafkaProxy(String bootstrapServers) throws IOException {
    var parts = bootstrapServers.replaceFirst("^.*://", "").split(":", -1);
    host = parts[0];
    port = Integer.parseInt(parts[1]);
  }

  String address() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  /** Starts forwarding. Until then clients can connect but get no response. */
  void open() {
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        var caller = entrance.accept();
        var broker = new Socket(host, port);
        Thread.ofVirtual().start(() -> pass(caller, broker));
        Thread.ofVirtual().start(() -> pass(broker, caller));
      }
    } catch (IOException e) {
      // The proxy was closed.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side disconnected; closing both ends the connection.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
