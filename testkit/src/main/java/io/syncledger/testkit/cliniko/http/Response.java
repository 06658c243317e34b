package io.syncledger.testkit.cliniko.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An immutable response: status, headers, body, and how it is delivered. */
public final class Response {

  private static final byte[] EMPTY = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Response(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delivery = delivery;
  }

  public static Response json(int status, byte[] body) {
    return new Response(status, Map.of(), body, Delivery.WHOLE)
        .withHeader("Content-Type", "application/json; charset=utf-8");
  }

  public static Response json(int status, ObjectNode body) {
    return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Response text(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Response(status, Map.of(), bytes, Delivery.WHOLE)
        .withHeader("Content-Type", type + "; charset=utf-8");
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), EMPTY, Delivery.WHOLE);
  }

  /** A 400 with the body that Cliniko returns: a message. */
  public static Response badRequest(String message) {
    return json(400, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  public static Response unauthorized() {
    return text(401, "text/plain", "HTTP Basic: Access denied\n");
  }

  public static Response notFound() {
    return json(
        404, JsonNodeFactory.instance.objectNode().put("status", "404").put("error", "Not Found"));
  }

  /** A 422 with the body that Cliniko returns. */
  public static Response validationFailed(Map<String, String> errors) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", "Validation Failed");
    ObjectNode fields = body.putObject("errors");
    new TreeMap<>(errors).forEach(fields::put);
    return json(422, body);
  }

  public Response withHeader(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, Map.copyOf(more), body, delivery);
  }

  public Response withBody(byte[] other) {
    return new Response(status, headers, other, delivery);
  }

  public Response withDelivery(Delivery other) {
    return new Response(status, headers, body, other);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Must not be modified. */
  public byte[] body() {
    return body;
  }

  public Delivery delivery() {
    return delivery;
  }
}
