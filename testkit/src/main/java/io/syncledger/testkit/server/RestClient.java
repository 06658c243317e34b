package io.syncledger.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service's REST API over a real connection, with one token for every request. Safe for use
 * by many threads.
 */
public final class RestClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Supplier<URI> base;
  private final @Nullable String token;

  private RestClient(Supplier<URI> base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** A client without a token. */
  public static RestClient of(URI base) {
    return new RestClient(() -> base, null);
  }

  /** A client of a service whose address is known only once it listens. */
  public static RestClient of(Supplier<URI> base) {
    return new RestClient(base, null);
  }

  /** The same client with a bearer token. */
  public RestClient withToken(String bearer) {
    return new RestClient(base, bearer);
  }

  /**
   * Sends GET.
   *
   * @param headers names and values in turn
   */
  public Response get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** Whether GET succeeds; false also if nothing listens yet. */
  public boolean responds(String path) {
    try {
      return get(path).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Sends POST without a body. */
  public Response post(String path, String... headers) {
    return send("POST", path, null, headers);
  }

  public Response postJson(String path, String json, String... headers) {
    return send("POST", path, json, headers);
  }

  public Response putJson(String path, String json, String... headers) {
    return send("PUT", path, json, headers);
  }

  public Response delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /**
   * Sends any request and waits for the whole response.
   *
   * @param body sent as JSON unless a header gives another type; null for none
   */
  public Response send(String method, String path, @Nullable String body, String... headers) {
    var request = request(path, headers);
    if (body != null && !contains(headers, "Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return new Response(exchange(request.build(), BodyHandlers.ofString()));
  }

  /** Sends GET and hands over the body as it arrives. */
  public <T> HttpResponse<T> stream(String path, BodyHandler<T> handler, String... headers) {
    return exchange(request(path, headers).GET().build(), handler);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(base.get().resolve(path)).timeout(TIMEOUT);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static boolean contains(String[] headers, String name) {
    for (int i = 0; i < headers.length; i += 2) {
      if (headers[i].equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A response with its body read. */
  public record Response(HttpResponse<String> http) {
    public int status() {
      return http.statusCode();
    }

    public String text() {
      return http.body();
    }

    /** The body as JSON; fails the test if it is anything else. */
    public JsonNode json() {
      try {
        return JSON.readTree(http.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("Not JSON: " + http.body(), e);
      }
    }

    /** The body as JSON, an empty object if there is none or it is of another type. */
    public JsonNode jsonOrEmpty() {
      return header("Content-Type").contains("json") && !text().isEmpty()
          ? json()
          : JSON.createObjectNode();
    }

    /** A header's first value, empty if it is not there. */
    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return status() + " " + text();
    }
  }
}
