package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.access.RateLimit;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private ClinikoSimulator cliniko;

  @BeforeEach
  void start() {
    cliniko =
        ClinikoSimulator.builder().apiKey(SimulatorClient.KEY).rateLimit(RateLimit.none()).start();
  }

  @AfterEach
  void stop() {
    cliniko.close();
  }

  @Test
  void a_long_request_after_many_short_ones_gets_a_response() throws Exception {
    try (var client = new SimulatorClient(cliniko)) {
      for (int i = 0; i < 200; i++) {
        assertThat(client.get("/user").statusCode()).isEqualTo(200);
      }
      String manyIds = "id:=" + "1500000000000000000,".repeat(200) + "80";
      assertThat(SimulatorClient.ids(client.list("/patients", manyIds), "patients"))
          .containsExactly("80");
    }
  }

  @Test
  void pipelined_requests_get_their_responses_in_order() throws Exception {
    String credentials =
        Base64.getEncoder().encodeToString("SIMKEY-au4:".getBytes(StandardCharsets.UTF_8));
    String rest = " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + credentials + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cliniko.port())) {
      String requests =
          "GET /v1/patients/81"
              + rest
              + "\r\nGET /v1/patients/82"
              + rest
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      String both = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(both).containsSubsequence("{\"id\":\"81\"", "{\"id\":\"82\"");
    }
  }

  @Test
  void many_clients_at_once_each_get_their_own_responses() throws Exception {
    List<String> ids = IntStream.range(80, 89).mapToObj(Integer::toString).toList();
    try (var client = new SimulatorClient(cliniko);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 180)
              .mapToObj(i -> ids.get(i % ids.size()))
              .<Callable<String>>map(id -> () -> client.json("/patients/" + id).path("id").asText())
              .toList();
      List<Future<String>> responses = callers.invokeAll(calls);
      for (int i = 0; i < responses.size(); i++) {
        assertThat(responses.get(i).get()).isEqualTo(ids.get(i % ids.size()));
      }
    }
  }
}
