package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import io.syncledger.testkit.cliniko.http.SimulatorServer;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host that is not the one a client was told to call. Links and redirects may lead there; a good
 * client never comes, and above all does not show its key.
 */
public final class ForeignHost implements AutoCloseable {

  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong keysSeen = new AtomicLong();
  private final SimulatorServer door;

  ForeignHost(Clock clock) {
    door = SimulatorServer.open(0, clock, this::answer);
  }

  public int port() {
    return door.port();
  }

  /** Requests that came. */
  public long requests() {
    return visits.get();
  }

  /** Those of them that carried a key. */
  public long keysSeen() {
    return keysSeen.get();
  }

  @Override
  public void close() {
    door.close();
  }

  private Response answer(Request request) {
    visits.incrementAndGet();
    if (request.header("Authorization") != null) {
      keysSeen.incrementAndGet();
    }
    return Response.unauthorized();
  }
}
