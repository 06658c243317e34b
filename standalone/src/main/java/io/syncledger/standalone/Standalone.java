package io.syncledger.standalone;

import io.syncledger.testkit.cliniko.ClinikoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line with its commands {@code up}, {@code token} and {@code cliniko}. */
@Command(
    name = "syncledger",
    mixinStandardHelpOptions = true,
    version = "syncledger 1.0.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Syncs that are visible, explainable and provable.",
    subcommands = {UpCommand.class, TokenCommand.class, AotTrainingCommand.class})
public final class Standalone {
  private Standalone() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Standalone())
        .addSubcommand("cliniko", new ClinikoCommand())
        .setExecutionExceptionHandler(Standalone::explain);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (failure instanceof CannotStartException) {
      command.getErr().println("syncledger: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
