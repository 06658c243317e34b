package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.http.SimulatorServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves many clinics at one address, as each of Cliniko's shards does, and routes requests by API
 * key. Each clinic keeps its own faults, traffic and rate limit.
 */
public final class ClinikoShard implements AutoCloseable {

  private final Map<String, ClinikoSimulator> clinics = new ConcurrentHashMap<>();
  private final SimulatorServer door = SimulatorServer.open(0, Clock.systemUTC(), this::route);

  private ClinikoShard() {}

  public static ClinikoShard open() {
    return new ClinikoShard();
  }

  /** Routes requests with this key to this clinic. */
  public void serve(String key, ClinikoSimulator clinic) {
    clinics.put(authorization(key), clinic);
  }

  /** The base URL of the API. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + door.port() + "/v1");
  }

  /** Stops listening; the clinics stay open. */
  @Override
  public void close() {
    door.close();
  }

  private Response route(Request request) throws InterruptedException {
    var authorization = request.header("Authorization");
    var clinic = authorization == null ? null : clinics.get(authorization);
    return clinic == null ? Response.unauthorized() : clinic.respond(request);
  }

  private static String authorization(String key) {
    var user = (key + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(user);
  }
}
