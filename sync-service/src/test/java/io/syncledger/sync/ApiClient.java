package io.syncledger.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.token.LocalTokenIssuer;
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

/** Calls a service over HTTP, as one caller with one role in one organization. */
public final class ApiClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ServiceInstance service;
  private final String token;

  private ApiClient(ServiceInstance service, String token) {
    this.service = service;
    this.token = token;
  }

  public static ApiClient withRole(
      ServiceInstance service, String role, OrganizationId... organizations) {
    return new ApiClient(
        service,
        service
            .bean(LocalTokenIssuer.class)
            .issue("someone", List.of(organizations), Set.of(role), Duration.ofHours(1)));
  }

  /** A caller with an unsigned token. */
  public static ApiClient withForgedToken(ServiceInstance service) {
    return new ApiClient(service, "e30.e30.e30");
  }

  /** A response. */
  public record Response(HttpResponse<String> response) {
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

  public Response get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Response delete(String path) {
    return call("DELETE", path, null);
  }

  public Response post(String path, String... headers) {
    return call("POST", path, null, headers);
  }

  public Response postJson(String path, String json) {
    return call("POST", path, json, "Content-Type", "application/json");
  }

  public Response putJson(String path, String json) {
    return call("PUT", path, json, "Content-Type", "application/json");
  }

  private Response call(String method, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(service.uri().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Response(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
