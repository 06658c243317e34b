package io.syncledger.standalone;

import io.syncledger.standalone.RunningComponents.Component;
import io.syncledger.standalone.broker.BrokerProcess;
import io.syncledger.standalone.data.DataDirectory;
import io.syncledger.standalone.database.PostgresBinaries;
import io.syncledger.standalone.database.PostgresProcess;
import io.syncledger.standalone.database.PostgresSettings;
import io.syncledger.standalone.database.SyncledgerDatabase;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.kafka.KafkaNodeConfig;
import io.syncledger.testkit.server.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything: the broker in parallel with the database, and the services as soon as the
 * database accepts connections. The services wait for the broker themselves.
 */
final class StartupSequence {
  private static final Logger LOG = LoggerFactory.getLogger(StartupSequence.class);
  private static final int KAFKA_PORT = 19_092;
  private static final int POSTGRES_PORT = 15_432;

  private final StandaloneOptions options;
  private final RunningComponents components;
  private final StartupListener listener;
  private final DataDirectory data;
  private final ServiceSettings settings;

  /** The components that run after the start. */
  record RunningServer(
      int port, BrokerProcess broker, String jdbcUrl, Optional<ClinikoSimulator> cliniko) {}

  StartupSequence(StandaloneOptions options, RunningComponents components, StartupListener listener)
      throws IOException {
    this.options = options;
    this.components = components;
    this.listener = listener;
    if (options.port() != 0 && !FreePorts.isFree(options.port())) {
      throw StartupFailure.portTaken(options.port());
    }
    Path kept = options.data();
    data =
        components.add(
            Component.DATA, kept == null ? DataDirectory.temporary() : DataDirectory.keep(kept));
    listener.dataDirectoryOpened(data.root(), data.logs());
    settings = new ServiceSettings(options, data);
  }

  /** The key that signs this server's tokens. */
  String tokenKey() throws IOException {
    return data.secrets().tokenKey();
  }

  RunningServer run() throws Exception {
    BrokerProcess broker = startBroker();
    // No task is interrupted when another fails, because a starting PostgreSQL must be waited for.
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    Future<SyncledgerDatabase> database = executor.submit(this::startDatabase);
    Future<Optional<ClinikoSimulator>> cliniko = executor.submit(this::startCliniko);
    Future<Integer> services = executor.submit(() -> startServices(database.get(), cliniko.get()));
    var ends = new ExecutorCompletionService<Object>(executor);
    ends.submit(services::get);
    ends.submit(() -> awaitBroker(broker));
    try {
      // In order of completion, because the first failure is the cause of the others.
      ends.take().get();
      ends.take().get();
      return new RunningServer(
          services.get(), broker, database.get().urlWithLogin(), cliniko.get());
    } catch (ExecutionException e) {
      components.close();
      awaitEnd(database);
      throw e;
    }
  }

  private Optional<ClinikoSimulator> startCliniko() {
    if (options.settings().containsKey(StandaloneOptions.CLINIKO_BASE_URL)) {
      return Optional.empty();
    }
    ClinikoSimulator simulator =
        components.add(
            Component.CLINIKO,
            ClinikoSimulator.builder()
                // As recorded, so that a later start finds the same clinic.
                .clinic(Clinic.sample648())
                .apiKey(StandaloneOptions.SIMULATED_KEY)
                .start());
    listener.componentReady("Cliniko", simulator.baseUrl() + " (simulated)");
    return Optional.of(simulator);
  }

  private BrokerProcess startBroker() throws IOException, InterruptedException {
    var node = new KafkaNodeConfig(data.kafka(), port(KAFKA_PORT), port(KAFKA_PORT + 1));
    settings.kafka(node.bootstrapServers());
    return components.add(
        Component.BROKER, BrokerProcess.start(node, data.logs(), StartupCache.brokerOptions()));
  }

  private BrokerProcess awaitBroker(BrokerProcess broker) throws InterruptedException {
    broker.awaitReady();
    listener.componentReady("Kafka", broker.bootstrapServers());
    return broker;
  }

  private SyncledgerDatabase startDatabase() throws Exception {
    String password = data.secrets().databasePassword();
    PostgresProcess postgres =
        components.add(
            Component.POSTGRES,
            PostgresProcess.start(
                PostgresBinaries.unpack(StartupCache.directory()),
                new PostgresSettings(
                    data.postgres(),
                    data.logs(),
                    port(POSTGRES_PORT),
                    data.secrets().databasePasswordFile(),
                    options.data() != null)));
    var schemas = new SyncledgerDatabase(postgres, password);
    schemas.create();
    listener.componentReady("PostgreSQL", psql(postgres));
    return schemas;
  }

  private int startServices(SyncledgerDatabase schemas, Optional<ClinikoSimulator> cliniko)
      throws IOException {
    settings.database(schemas.url(), data.secrets().databasePassword());
    cliniko.ifPresent(simulator -> settings.cliniko(simulator.baseUrl()));
    ServicesContext services =
        components.add(Component.SERVICES, ServicesContext.prepare(settings.asMap()));
    int port = services.start();
    listener.componentReady("Services", "http://localhost:" + port);
    return port;
  }

  private String psql(PostgresProcess postgres) throws IOException {
    Path login = data.secrets().writePgpass(PostgresSettings.OWNER);
    return "PGPASSFILE='%s' psql -h 127.0.0.1 -p %d -U %s %s"
        .formatted(login, postgres.port(), PostgresSettings.OWNER, SyncledgerDatabase.DATABASE);
  }

  /**
   * The usual port if it is free. A temporary server and one that may be called on any port take
   * any free port: several of them may be starting at once.
   */
  private int port(int usual) {
    boolean any = options.data() == null || options.port() == 0;
    return any ? FreePorts.any() : FreePorts.preferring(usual);
  }

  private static void awaitEnd(Future<?> step) throws InterruptedException {
    try {
      step.get();
    } catch (ExecutionException e) {
      LOG.debug("It failed as well", e);
    }
  }
}
