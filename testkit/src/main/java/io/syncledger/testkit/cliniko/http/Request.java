package io.syncledger.testkit.cliniko.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A received request.
 *
 * @param path decoded, without the query, such as {@code /v1/patients}
 * @param headers names are case-insensitive
 */
public record Request(
    String method,
    String path,
    Map<String, List<String>> parameters,
    Map<String, String> headers,
    String body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Request {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  public Optional<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The base URL of links in the response: this API at the host that the client called. */
  public String linkRoot() {
    return "http://" + headers.getOrDefault("Host", "127.0.0.1") + "/v1";
  }

  /** The body as JSON; a missing node if it is empty or not JSON. */
  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
