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
 * One address for many clinics, as each of Cliniko's shards is: the key tells which of them
 * answers. Each keeps its own faults, traffic and rate limit.
 */
public final class ClinikoShard implements AutoCloseable {

  private final Map<String, ClinikoSimulator> clinics = new ConcurrentHashMap<>();
  private final SimulatorServer door = SimulatorServer.open(0, Clock.systemUTC(), this::route);

  private ClinikoShard() {}

  public static ClinikoShard open() {
    return new ClinikoShard();
  }

  /** Requests with this key go to this clinic from now on. */
  public void serve(String key, ClinikoSimulator clinic) {
    clinics.put(authorization(key), clinic);
  }

  /** Where the API begins. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + door.port() + "/v1");
  }

  /** Closes the address; the clinics are left to their owners. */
  @Override
  public void close() {
    door.close();
  }

  private Response route(Request request) throws InterruptedException {
    var authorization = request.header("Authorization");
    var clinic = authorization == null ? null : clinics.get(authorization);
    return clinic == null ? Response.unauthorized() : clinic.answer(request);
  }

  private static String authorization(String key) {
    var user = (key + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(user);
  }
}
