package io.syncledger.testkit.cliniko.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A reply: status, headers, body, and how it is delivered. Changing one part gives a new reply. */
public final class Reply {

  private static final byte[] EMPTY = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delivery = delivery;
  }

  public static Reply json(int status, byte[] body) {
    return new Reply(status, Map.of(), body, Delivery.WHOLE)
        .with("Content-Type", "application/json; charset=utf-8");
  }

  public static Reply json(int status, ObjectNode body) {
    return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Reply text(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Reply(status, Map.of(), bytes, Delivery.WHOLE)
        .with("Content-Type", type + "; charset=utf-8");
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), EMPTY, Delivery.WHOLE);
  }

  /** The body Cliniko gives with 400: one message. */
  public static Reply badRequest(String message) {
    return json(400, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  public static Reply unauthorized() {
    return text(401, "text/plain", "HTTP Basic: Access denied\n");
  }

  public static Reply notFound() {
    return json(
        404, JsonNodeFactory.instance.objectNode().put("status", "404").put("error", "Not Found"));
  }

  /** The body Cliniko gives with 422. */
  public static Reply invalid(Map<String, String> errors) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", "Validation Failed");
    ObjectNode fields = body.putObject("errors");
    new TreeMap<>(errors).forEach(fields::put);
    return json(422, body);
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, Map.copyOf(more), body, delivery);
  }

  public Reply withBody(byte[] other) {
    return new Reply(status, headers, other, delivery);
  }

  public Reply delivered(Delivery other) {
    return new Reply(status, headers, body, other);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Not to be changed. */
  public byte[] body() {
    return body;
  }

  public Delivery delivery() {
    return delivery;
  }
}
