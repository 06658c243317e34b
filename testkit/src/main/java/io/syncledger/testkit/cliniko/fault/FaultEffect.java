package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;

/**
 * What a fault does to one request: delays it, answers in the API's place, or damages the API's
 * answer.
 */
@FunctionalInterface
public interface FaultEffect {

  Response apply(Request request, Chain rest) throws InterruptedException;

  /** The answer there would be without this fault; asking for it has the API handle the request. */
  @FunctionalInterface
  interface Chain {
    Response proceed() throws InterruptedException;
  }
}
