package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.RequestListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClinikoHttpClientTest {
  private static final RequestContext ACCOUNT =
      new RequestContext(new ApiKey("SIMKEY-au4").toCredential(), RequestListener.NONE);

  /** Answers the first request of each connection, and closes it when the second one arrives. */
  private static final class Closing implements AutoCloseable {
    private static final String BODY = "{\"patients\": [], \"total_entries\": 7}";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();

    Closing() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!socket.isClosed()) {
        try {
          var connection = socket.accept();
          Thread.ofVirtual().start(() -> serve(connection));
        } catch (IOException e) {
          return; // closed
        }
      }
    }

    private void serve(Socket connection) {
      try (connection;
          var in =
              new BufferedReader(
                  new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
        read(in);
        var answer = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void read(BufferedReader in) throws IOException {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          requests.incrementAndGet();
          return;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Closing server;

  @BeforeEach
  void start() throws IOException {
    server = new Closing();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void every_request_is_counted() throws InterruptedException {
    var sent = new AtomicInteger();
    var account = new RequestContext(ACCOUNT.credential(), counting(sent));
    var client =
        TestClients.unlimited(
            TestSettings.with("http://127.0.0.1:" + server.socket.getLocalPort() + "/v1"));

    for (int i = 0; i < 5; i++) {
      assertThat(
              client.count(
                  account, ClinikoResource.PATIENTS, IdRange.all(ClinikoResource.PATIENTS), true))
          .isEqualTo(7);
    }

    assertThat(server.requests).hasValueGreaterThan(5);
    assertThat(sent).hasValue(server.requests.get());
  }

  private static RequestListener counting(AtomicInteger sent) {
    return new RequestListener() {
      @Override
      public void onWait(Instant until, Reason reason) {}

      @Override
      public void onRequest() {
        sent.incrementAndGet();
      }
    };
  }
}
