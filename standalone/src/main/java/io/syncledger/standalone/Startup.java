package io.syncledger.standalone;

import io.syncledger.standalone.Parts.Part;
import io.syncledger.standalone.broker.Broker;
import io.syncledger.standalone.data.DataDirectory;
import io.syncledger.standalone.database.Postgres;
import io.syncledger.standalone.database.PostgresBinaries;
import io.syncledger.standalone.database.PostgresSettings;
import io.syncledger.standalone.database.Schemas;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.kafka.KafkaNode;
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
 * One start: the broker beside the database, and the services as soon as the database answers; they
 * wait for the broker by themselves.
 */
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
  private static final int KAFKA_PORT = 19_092;
  private static final int POSTGRES_PORT = 15_432;

  private final StandaloneOptions options;
  private final Parts parts;
  private final Progress progress;
  private final DataDirectory data;
  private final StartSettings settings;

  /** What is running then. */
  record Running(int port, Broker broker, String jdbcUrl, Optional<ClinikoSimulator> cliniko) {}

  Startup(StandaloneOptions options, Parts parts, Progress progress) throws IOException {
    this.options = options;
    this.parts = parts;
    this.progress = progress;
    if (options.port() != 0 && !FreePorts.isFree(options.port())) {
      throw StartFailure.portTaken(options.port());
    }
    Path kept = options.data();
    data =
        parts.add(Part.DATA, kept == null ? DataDirectory.temporary() : DataDirectory.keep(kept));
    progress.opened(data.root(), data.logs());
    settings = new StartSettings(options, data);
  }

  /** The key that this start's tokens are signed with. */
  String tokenKey() throws IOException {
    return data.secrets().tokenKey();
  }

  Running run() throws Exception {
    Broker broker = startBroker();
    // None is interrupted when another fails: a PostgreSQL that is starting has to be waited for.
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    Future<Schemas> database = executor.submit(this::startDatabase);
    Future<Optional<ClinikoSimulator>> cliniko = executor.submit(this::startCliniko);
    Future<Integer> services = executor.submit(() -> startServices(database.get(), cliniko.get()));
    var ends = new ExecutorCompletionService<Object>(executor);
    ends.submit(services::get);
    ends.submit(() -> awaitBroker(broker));
    try {
      // In the order in which they end, as the first failure is the reason for the others.
      ends.take().get();
      ends.take().get();
      return new Running(services.get(), broker, database.get().urlWithLogin(), cliniko.get());
    } catch (ExecutionException e) {
      parts.close();
      awaitEnd(database);
      throw e;
    }
  }

  private Optional<ClinikoSimulator> startCliniko() {
    if (options.settings().containsKey(StandaloneOptions.CLINIKO_BASE_URL)) {
      return Optional.empty();
    }
    ClinikoSimulator simulator =
        parts.add(
            Part.CLINIKO,
            ClinikoSimulator.builder()
                // As recorded, so that a later start finds the clinic as this one leaves it.
                .clinic(Clinic.sample648())
                .apiKey(StandaloneOptions.SIMULATED_KEY)
                .start());
    progress.ready("Cliniko", simulator.baseUrl() + " (simulated)");
    return Optional.of(simulator);
  }

  private Broker startBroker() throws IOException, InterruptedException {
    var node = new KafkaNode(data.kafka(), port(KAFKA_PORT), port(KAFKA_PORT + 1));
    settings.kafka(node.bootstrapServers());
    return parts.add(Part.BROKER, Broker.start(node, data.logs(), JvmCache.brokerOptions()));
  }

  private Broker awaitBroker(Broker broker) throws InterruptedException {
    broker.awaitReady();
    progress.ready("Kafka", broker.bootstrapServers());
    return broker;
  }

  private Schemas startDatabase() throws Exception {
    String password = data.secrets().databasePassword();
    Postgres postgres =
        parts.add(
            Part.POSTGRES,
            Postgres.start(
                PostgresBinaries.unpack(JvmCache.directory()),
                new PostgresSettings(
                    data.postgres(),
                    data.logs(),
                    port(POSTGRES_PORT),
                    data.secrets().databasePasswordFile(),
                    options.data() != null)));
    var schemas = new Schemas(postgres, password);
    schemas.create();
    progress.ready("PostgreSQL", psql(postgres));
    return schemas;
  }

  private int startServices(Schemas schemas, Optional<ClinikoSimulator> cliniko)
      throws IOException {
    settings.database(schemas.url(), data.secrets().databasePassword());
    cliniko.ifPresent(simulator -> settings.cliniko(simulator.baseUrl()));
    Services services = parts.add(Part.SERVICES, Services.prepare(settings.asMap()));
    int port = services.start();
    progress.ready("Services", "http://localhost:" + port);
    return port;
  }

  private String psql(Postgres postgres) throws IOException {
    Path login = data.secrets().writePgpass(PostgresSettings.OWNER);
    return "PGPASSFILE='%s' psql -h 127.0.0.1 -p %d -U %s %s"
        .formatted(login, postgres.port(), PostgresSettings.OWNER, Schemas.DATABASE);
  }

  /** The usual port where it is free; nothing that is not kept needs the same port again. */
  private int port(int usual) {
    return options.data() == null ? FreePorts.any() : FreePorts.preferably(usual);
  }

  private static void awaitEnd(Future<?> step) throws InterruptedException {
    try {
      step.get();
    } catch (ExecutionException e) {
      LOG.debug("It failed as well", e);
    }
  }
}
