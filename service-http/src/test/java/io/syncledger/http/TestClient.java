package io.syncledger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.token.LocalTokenIssuer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP client of the server under test. */
@Singleton
public final class TestClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedServer server;
  private final LocalTokenIssuer tokens;

  TestClient(EmbeddedServer server, LocalTokenIssuer tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /** A token for the organizations {@code org_1} and {@code org_2}. */
  public String token(String... roles) {
    return tokens.issue(
        "someone",
        List.of(new OrganizationId("org_1"), new OrganizationId("org_2")),
        Set.of(roles),
        Duration.ofMinutes(10));
  }

  public Response get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Response getAs(String token, String path, String... headers) {
    return get(path, with(headers, "Authorization", "Bearer " + token));
  }

  public Response post(String path, String json, String... headers) {
    return call("POST", path, json, with(headers, "Content-Type", "application/json"));
  }

  public Response postAs(String token, String path, String json, String... headers) {
    return post(path, json, with(headers, "Authorization", "Bearer " + token));
  }

  public Response call(String method, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Response(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI uri() {
    return server.getURI();
  }

  private static String[] with(String[] headers, String... more) {
    var all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }

  /** The response. */
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

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
