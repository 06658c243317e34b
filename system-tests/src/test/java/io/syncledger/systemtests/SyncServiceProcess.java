package io.syncledger.systemtests;

import io.syncledger.sync.SyncService;
import io.syncledger.testkit.server.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** sync-service in a separate process with a heap of 256 MiB. */
public final class SyncServiceProcess {
  private SyncServiceProcess() {}

  /**
   * Starts the service and waits until it is ready.
   *
   * @param settings by the names of environment variables
   * @param options of the JVM
   */
  public static ServiceProcess start(Path log, Map<String, String> settings, String... options)
      throws IOException {
    var environment = new HashMap<>(settings);
    // Tests start all syncs themselves.
    environment.putIfAbsent("ENABLE_SYNC_SCHEDULER", "false");
    var all =
        Stream.concat(Stream.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), Stream.of(options))
            .toArray(String[]::new);
    return ServiceProcess.start("sync-service", SyncService.class, log, environment, all)
        .await(ServiceProcess.Probe.READINESS);
  }
}
