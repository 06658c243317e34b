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

/** The simulator as a program of its own. */
@Command(
    name = "cliniko-simulator",
    mixinStandardHelpOptions = true,
    version = "cliniko-simulator 1.0.0",
    sortOptions = false,
    description = "Serves a clinic as Cliniko's API v1 does, until it is stopped.")
public final class ClinikoCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8010",
      description = "Port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      defaultValue = "SIMKEY-au4",
      description = "The key that clients must send (default: ${DEFAULT-VALUE}).")
  private String apiKey = "";

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      defaultValue = "200",
      description = "Requests a minute for each key; 0 for no limit (default: ${DEFAULT-VALUE}).")
  private int rateLimit;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Milliseconds that every answer takes longer (default: ${DEFAULT-VALUE}).")
  private int latency;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description =
          "Decides a generated clinic and what hostile switches do (default: ${DEFAULT-VALUE}).")
  private long seed;

  @ArgGroup(validate = false, heading = "%nThe clinic:%n")
  private ClinicSizeOptions size = new ClinicSizeOptions();

  @ArgGroup(validate = false, heading = "%nHostility:%n")
  private HostileOptions hostile = new HostileOptions();

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    // Netty explains itself at DEBUG, which is no use to whoever reads this program's output.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    System.exit(commandLine().execute(arguments));
  }

  /** A taken port or a senseless number gets one sentence, not a stack trace. */
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

  /** Starts the simulator the options describe. */
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
