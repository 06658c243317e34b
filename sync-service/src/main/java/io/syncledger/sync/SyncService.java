package io.syncledger.sync;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.syncledger.http.lifecycle.ServiceLauncher;

/** The service as a process of its own. */
@OpenAPIDefinition(info = @Info(title = "Syncledger sync-service", version = "1"))
public final class SyncService {
  /** Names {@code application-sync-service.yml}. */
  public static final String ENVIRONMENT = "sync-service";

  private SyncService() {}

  public static void main(String[] args) {
    ServiceLauncher.run(SyncService.class, args, ENVIRONMENT);
  }
}
