package io.syncledger.standalone;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** All services in one Micronaut context, on one port. */
final class ServicesContext implements AutoCloseable {
  private static final String[] ENVIRONMENTS = {
    "sync-service", "ingest-service", "metrics-streams", "query-api", "standalone"
  };

  private final ApplicationContext context;

  private ServicesContext(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Builds the context without starting it.
   *
   * @param settings that replace environment variables of the services
   */
  static ServicesContext prepare(Map<String, String> settings) {
    return new ServicesContext(
        ApplicationContext.builder()
            .environments(ENVIRONMENTS)
            .deduceEnvironment(false)
            .propertySources(
                PropertySource.of(
                    "standalone-start",
                    Map.copyOf(settings),
                    PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                    PropertySource.Origin.of("standalone")))
            .build());
  }

  /** Starts the services and returns the HTTP port. */
  int start() {
    context.start();
    return context.getBean(EmbeddedServer.class).start().getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
