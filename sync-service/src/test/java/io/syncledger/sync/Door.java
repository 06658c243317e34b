package io.syncledger.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.token.LocalTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls a service over HTTP, as one caller with one role in one organisation. */
public final class Door {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Instance service;
  private final String token;

  private Door(Instance service, String token) {
    this.service = service;
    this.token = token;
  }

  public static Door of(Instance service, String role, OrganizationId... organizations) {
    return new Door(
        service,
        service
            .get(LocalTokens.class)
            .issue("someone", List.of(organizations), Set.of(role), Duration.ofHours(1)));
  }

  /** One whose token nobody signed. */
  public static Door forged(Instance service) {
    return new Door(service, "e30.e30.e30");
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("Not JSON: " + response.body(), e);
      }
    }

    public List<String> members() {
      return json().propertyStream().map(Map.Entry::getKey).toList();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Answer delete(String path) {
    return call("DELETE", path, null);
  }

  public Answer post(String path, String... headers) {
    return call("POST", path, null, headers);
  }

  public Answer postJson(String path, String json) {
    return call("POST", path, json, "Content-Type", "application/json");
  }

  public Answer putJson(String path, String json) {
    return call("PUT", path, json, "Content-Type", "application/json");
  }

  private Answer call(String method, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(service.uri().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
