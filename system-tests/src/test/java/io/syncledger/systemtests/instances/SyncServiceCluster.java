package io.syncledger.systemtests.instances;

import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.SyncServiceProcess;
import io.syncledger.testkit.server.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

/** Two instances of sync-service, of which one at a time can be killed. */
final class SyncServiceCluster implements AutoCloseable {
  private static final int INSTANCES = 2;

  /** JVM options for a fast start; the tests do not depend on them. */
  private static final List<String> FAST_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path directory;
  private final Map<String, String> settings;
  private final String[] options;
  private final String token;
  private final AtomicReferenceArray<ServiceProcess> instances =
      new AtomicReferenceArray<>(INSTANCES);

  SyncServiceCluster(
      Path directory, Map<String, String> settings, List<String> properties, String token)
      throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.token = token;
    this.options = Stream.concat(FAST_START.stream(), properties.stream()).toArray(String[]::new);
    for (int i = 0; i < INSTANCES; i++) {
      start(i);
    }
  }

  /** Clients of all instances, including killed ones. */
  List<ApiClient> clients() {
    return List.of(client(0), client(1));
  }

  private ApiClient client(int instance) {
    return new ApiClient(instances.get(instance).base(), token);
  }

  /** Kills a random instance with {@code kill -9} and starts a new one in its place. */
  void killOne(Random random) throws IOException {
    int victim = random.nextInt(INSTANCES);
    instances.get(victim).kill();
    start(victim);
  }

  private void start(int instance) throws IOException {
    var log = directory.resolve("instance-" + instance + ".log");
    instances.set(instance, SyncServiceProcess.start(log, settings, options));
  }

  @Override
  public void close() {
    for (int i = 0; i < INSTANCES; i++) {
      instances.get(i).close();
    }
  }
}
