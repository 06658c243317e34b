package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Reply;
import io.syncledger.testkit.cliniko.http.Request;

/**
 * What a fault does to one request: delays it, answers in the API's place, or damages the API's
 * answer.
 */
@FunctionalInterface
public interface Effect {

  Reply on(Request request, Answer rest) throws InterruptedException;

  /** The answer there would be without this fault; asking for it has the API handle the request. */
  @FunctionalInterface
  interface Answer {
    Reply get() throws InterruptedException;
  }
}
