package io.syncledger.sync;

import io.syncledger.http.ServiceStart;

/** The service as a process of its own. */
public final class SyncService {
  /** Names {@code application-sync-service.yml}. */
  public static final String ENVIRONMENT = "sync-service";

  private SyncService() {}

  public static void main(String[] args) {
    ServiceStart.run(SyncService.class, args, ENVIRONMENT);
  }
}
