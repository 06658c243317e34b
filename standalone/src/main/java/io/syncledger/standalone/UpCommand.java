package io.syncledger.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything until it is stopped. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run everything until Ctrl-C.",
    footer = {
      "",
      "Environment:",
      "  CLINIKO_BASE_URL   use this Cliniko instead of the simulated one",
      "  CLINIKO_API_KEY    the API key for org_demo"
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration STOP_WITHIN = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "HTTP port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @ArgGroup private Place place = new Place();

  /** The data directory, or none. */
  static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The data folder (default: ./data).")
    private @Nullable Path data;

    @Option(names = "--ephemeral", description = "Delete all data on exit.")
    private boolean ephemeral;

    private @Nullable Path folder() {
      return ephemeral ? null : data == null ? Path.of("data") : data;
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var options = new StandaloneOptions(port, place.folder(), clinikoFromEnvironment());
    var components = new RunningComponents();
    var started = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(components, started, out), "stop"));
    try {
      var console = new Console(out);
      StandaloneServer server = StandaloneServer.start(options, components, console);
      started.countDown();
      console.welcome(server);
      server.brokerExit().join();
    } finally {
      started.countDown();
    }
    if (!components.isStopRequested()) {
      throw StartupFailure.brokerEnded(options);
    }
    return ExitCode.OK;
  }

  /** Also works during a start: components that become ready later are stopped at once. */
  private static void stop(RunningComponents components, CountDownLatch started, PrintWriter out) {
    boolean running = !components.isClosed();
    components.stop();
    try {
      started.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running) {
      out.println("Stopped.");
      out.flush();
    }
  }

  private static Map<String, String> clinikoFromEnvironment() {
    return Stream.of(StandaloneOptions.CLINIKO_BASE_URL, StandaloneOptions.CLINIKO_API_KEY)
        .filter(name -> !System.getenv().getOrDefault(name, "").isBlank())
        .collect(Collectors.toMap(name -> name, System::getenv));
  }
}
