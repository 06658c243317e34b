package io.syncledger.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** A client of the product's REST API. */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final URI base;
  private final String token;

  /** A response with its body; an empty object if there is none. */
  public record Response(int status, JsonNode body, String text) {}

  public ApiClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  public Response get(String path) {
    return send(request(path).GET().build());
  }

  public Response post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  public Response post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  public Response put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  /** Starts a full sync and returns its {@code sync_id}. */
  public String syncAll(String organization) {
    var answer = post("/api/v1/cliniko/sync-all/" + organization);
    if (answer.status() != 202) {
      throw new AssertionError("sync-all: " + answer);
    }
    return answer.body().get("sync_id").asText();
  }

  /** The status of a run; {@code unknown} until it has been projected. */
  public String status(String syncId) {
    return get("/api/v1/sync/progress/" + syncId).body().path("status").asText("unknown");
  }

  /** The lines of the live stream as they arrive. */
  public Stream<String> stream(String organization) {
    try {
      var response =
          HTTP.send(
              request("/api/v1/sync/stream/" + organization)
                  .header("Accept", "text/event-stream")
                  .GET()
                  .build(),
              BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new AssertionError("stream: " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofMinutes(1))
        .header("Authorization", "Bearer " + token);
  }

  private static Response send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      var text = response.body();
      return new Response(response.statusCode(), parsed(response, text), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(HttpResponse<String> response, String text) throws IOException {
    boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
    return json && !text.isEmpty() ? JSON.readTree(text) : JSON.createObjectNode();
  }
}
