package io.syncledger.sync;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.testkit.kafka.TestKafka;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The service in this JVM, as a process of its own would run it. */
public final class ServiceInstance implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private ServiceInstance(ApplicationContext context) {
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class).start();
  }

  /** Starts an instance on a database; the given settings override the defaults. */
  public static ServiceInstance start(
      String databaseUrl, URI cliniko, Map<String, Object> settings) {
    var properties =
        new HashMap<String, Object>(
            Map.of(
                "datasources.sync.url",
                databaseUrl,
                "datasources.sync.maximum-pool-size",
                5,
                "syncledger.kafka.bootstrap-servers",
                TestKafka.shared().bootstrapServers(),
                "syncledger.sync-service.cliniko.base-url",
                cliniko.toString()));
    properties.putAll(settings);
    return new ServiceInstance(
        ApplicationContext.builder()
            .mainClass(SyncService.class)
            .deduceEnvironment(false)
            .environments(SyncService.ENVIRONMENT, "test")
            .properties(properties)
            .start());
  }

  public <T> T bean(Class<T> bean) {
    return context.getBean(bean);
  }

  public ApplicationContext context() {
    return context;
  }

  public URI uri() {
    return server.getURI();
  }

  @Override
  public void close() {
    context.close();
  }
}
