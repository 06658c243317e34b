package io.syncledger.testkit.cliniko.http;

/** Handles a request. May block: each request has its own virtual thread. */
@FunctionalInterface
public interface RequestHandler {
  Response handle(Request request) throws InterruptedException;
}
