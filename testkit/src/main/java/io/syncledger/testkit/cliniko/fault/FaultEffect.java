package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;

/**
 * The effect of a fault on a request: delays it, responds instead of the API, or damages the API's
 * response.
 */
@FunctionalInterface
public interface FaultEffect {

  Response apply(Request request, Chain chain) throws InterruptedException;

  /** The rest of the chain: the remaining faults and the API. */
  @FunctionalInterface
  interface Chain {
    Response proceed() throws InterruptedException;
  }
}
