package io.syncledger.testkit.cliniko.http;

/** Answers a request; may block, as it has a virtual thread of its own. */
@FunctionalInterface
public interface Handler {
  Reply handle(Request request) throws InterruptedException;
}
