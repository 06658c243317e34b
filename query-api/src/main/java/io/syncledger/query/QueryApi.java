package io.syncledger.query;

import io.syncledger.http.lifecycle.ServiceLauncher;

/** Runs the read side as a service of its own. */
public final class QueryApi {
  private QueryApi() {}

  public static void main(String[] args) {
    ServiceLauncher.run(QueryApi.class, args, "query-api");
  }
}
