package io.syncledger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.standalone.broker.BrokerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client of the running server's own REST API. */
final class LocalApiClient implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_MS = 50;
  private static final int OK = 200;

  private final URI baseUrl;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  LocalApiClient(URI baseUrl, String token) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  /**
   * Waits until every service reports that it is ready.
   *
   * @param broker watched meanwhile, because the services need it
   */
  void awaitReady(BrokerProcess broker) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (true) {
      HttpResponse<String> response = send(request("/health/readiness").GET());
      if (response.statusCode() == OK) {
        return;
      }
      if (broker.onExit().isDone()) {
        throw new CannotStartException("The Kafka broker exited, see kafka.log");
      }
      if (System.nanoTime() > deadline) {
        throw new CannotStartException(
            "Not ready within %s: %s".formatted(READY_WITHIN, response.body()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json.readTree(requireOk(send(request(path).GET())).body());
  }

  /** Sends a JSON object and returns the status of the response. */
  int post(String path, Map<String, String> body) throws IOException, InterruptedException {
    return send(request(path).POST(publisher(body))).statusCode();
  }

  void put(String path, Map<String, String> body) throws IOException, InterruptedException {
    requireOk(send(request(path).PUT(publisher(body))));
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(baseUrl.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpRequest.BodyPublisher publisher(Map<String, String> body) throws IOException {
    return HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> requireOk(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new IOException(
          "%s answered %d".formatted(response.uri().getPath(), response.statusCode()));
    }
    return response;
  }
}
