package io.syncledger.testkit.cliniko.http;

/** Answers a request; may block, as it has a virtual thread of its own. */
@FunctionalInterface
public interface RequestHandler {
  Response handle(Request request) throws InterruptedException;
}
