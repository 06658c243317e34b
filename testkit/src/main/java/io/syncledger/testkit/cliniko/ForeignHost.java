package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.http.SimulatorServer;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host other than the one that a client was configured to call. Links and redirects may lead
 * here; a correct client never follows them and, above all, never sends its key.
 */
public final class ForeignHost implements AutoCloseable {

  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong keysSeen = new AtomicLong();
  private final SimulatorServer door;

  ForeignHost(Clock clock) {
    door = SimulatorServer.open(0, clock, this::respond);
  }

  public int port() {
    return door.port();
  }

  /** The number of requests received. */
  public long requests() {
    return visits.get();
  }

  /** The number of requests that carried an API key. */
  public long keysSeen() {
    return keysSeen.get();
  }

  @Override
  public void close() {
    door.close();
  }

  private Response respond(Request request) {
    visits.incrementAndGet();
    if (request.header("Authorization") != null) {
      keysSeen.incrementAndGet();
    }
    return Response.unauthorized();
  }
}
