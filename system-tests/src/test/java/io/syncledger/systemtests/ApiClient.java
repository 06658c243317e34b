package io.syncledger.systemtests;

import io.syncledger.testkit.server.RestClient;
import io.syncledger.testkit.server.RestClient.Response;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** A client of the product's REST API. */
public final class ApiClient {
  private final RestClient rest;

  public ApiClient(URI base, String token) {
    this.rest = RestClient.of(base).withToken(token);
  }

  public Response get(String path) {
    return rest.get(path);
  }

  public Response post(String path) {
    return rest.post(path);
  }

  public Response post(String path, String json) {
    return rest.postJson(path, json);
  }

  public Response put(String path, String json) {
    return rest.putJson(path, json);
  }

  /** Starts a full sync and returns its {@code sync_id}. */
  public String syncAll(String organization) {
    var response = post("/api/v1/cliniko/sync-all/" + organization);
    if (response.status() != 202) {
      throw new AssertionError("sync-all: " + response);
    }
    return response.json().get("sync_id").asText();
  }

  /** The status of a run; {@code unknown} until it has been projected. */
  public String status(String syncId) {
    return get("/api/v1/sync/progress/" + syncId).jsonOrEmpty().path("status").asText("unknown");
  }

  /** The lines of the live stream as they arrive. */
  public Stream<String> stream(String organization) {
    var response =
        rest.stream(
            "/api/v1/sync/stream/" + organization,
            BodyHandlers.ofLines(),
            "Accept",
            "text/event-stream");
    if (response.statusCode() != 200) {
      throw new AssertionError("stream: " + response.statusCode());
    }
    return response.body();
  }
}
