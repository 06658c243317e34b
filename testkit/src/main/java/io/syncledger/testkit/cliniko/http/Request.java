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
 * A request as it arrived.
 *
 * @param path decoded, without the query, such as {@code /v1/patients}
 * @param headers names in any case
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

  /** The root of all links in the reply: this API on the host that the client called. */
  public String linkRoot() {
    return "http://" + headers.getOrDefault("Host", "127.0.0.1") + "/v1";
  }

  /** The body as JSON; missing when it is empty or not JSON. */
  public JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
