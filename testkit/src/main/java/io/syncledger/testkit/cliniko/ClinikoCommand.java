package io.syncledger.testkit.cliniko;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulator as a program. */
@Command(
    name = "cliniko-simulator",
    mixinStandardHelpOptions = true,
    version = "cliniko-simulator 1.0.0",
    sortOptions = false,
    description = "Serve a clinic like Cliniko's API v1 until stopped.")
public final class ClinikoCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8010",
      description = "Port on 127.0.0.1; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = "SIMKEY-au4",
      description = "The API key that clients must send (default: ${DEFAULT-VALUE}).")
  private String apiKey = "";

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      defaultValue = "200",
      description = "Requests per minute and key; 0 for no limit (default: ${DEFAULT-VALUE}).")
  private int rateLimit;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Milliseconds added to every response (default: ${DEFAULT-VALUE}).")
  private int latency;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description =
          "Determines a generated clinic and what hostile switches do (default: ${DEFAULT-VALUE}).")
  private long seed;

  @ArgGroup(validate = false, heading = "%nThe clinic:%n")
  private ClinicSizeOptions size = new ClinicSizeOptions();

  @ArgGroup(validate = false, heading = "%nHostility:%n")
  private HostileOptions hostile = new HostileOptions();

  /** Runs until the process is stopped. */
  public static void main(String[] arguments) {
    // Netty's debug output is of no use to users of this program.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    System.exit(commandLine().execute(arguments));
  }

  /** Reports a port in use or an invalid number in one sentence instead of a stack trace. */
  static CommandLine commandLine() {
    return new CommandLine(new ClinikoCommand())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(failure.getMessage());
              return command.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    if (hostile.printsListOnly()) {
      System.out.print(HostileOptions.listing());
      return CommandLine.ExitCode.OK;
    }
    try (ClinikoSimulator cliniko = start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(cliniko::close));
      System.out.println("Cliniko simulator at " + cliniko.baseUrl() + ", key " + apiKey);
      hostile.selected().forEach(one -> System.out.println("  " + HostileOptions.describe(one)));
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    }
  }

  /** Starts the simulator that the options describe. */
  ClinikoSimulator start() {
    Clinic clinic = size.clinic(seed, Clock.systemUTC());
    ClinikoSimulator cliniko =
        ClinikoSimulator.builder()
            .clinic(clinic)
            .apiKey(apiKey)
            .rateLimit(rateLimit == 0 ? RateLimit.none() : RateLimit.perMinute(rateLimit))
            .port(port)
            .start();
    if (latency > 0) {
      cliniko.faults().add(Faults.latency(Duration.ofMillis(latency)));
    }
    hostile.activate(cliniko, seed);
    return cliniko;
  }
}
