package io.syncledger.standalone.database;

import com.sun.security.auth.module.UnixSystem;
import io.syncledger.standalone.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace,
 * where they run as nobody but still own the files.
 */
final class PostgresCommands {
  private static final Duration WITHIN = Duration.ofMinutes(3);
  private static final List<String> AS_NOBODY = List.of("unshare", "-U");

  private final PostgresBinaries binaries;
  private final Path output;
  private final List<String> prefix;

  private PostgresCommands(PostgresBinaries binaries, Path output, List<String> prefix) {
    this.binaries = binaries;
    this.output = output;
    this.prefix = prefix;
  }

  /**
   * Determines how to run the programs on this machine.
   *
   * @param output the file for their output
   */
  static PostgresCommands of(PostgresBinaries binaries, Path output) throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return new PostgresCommands(binaries, output, List.of());
    }
    PostgresCommands commands = new PostgresCommands(binaries, output, AS_NOBODY);
    try {
      if (commands.execute(List.of("unshare", "-U", "true")) == 0) {
        return commands;
      }
    } catch (IOException e) {
      throw new CannotStartException(rootRefused(), e);
    }
    throw new CannotStartException(rootRefused());
  }

  /** The complete command line of a program. */
  List<String> commandLine(String program, String... arguments) {
    List<String> line = new ArrayList<>(prefix);
    line.add(binaries.program(program));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs a program and returns its exit status. */
  int run(String program, String... arguments) throws IOException {
    return execute(commandLine(program, arguments));
  }

  /** The output of the programs since the last start. */
  String output() throws IOException {
    return Files.readString(output);
  }

  private int execute(List<String> line) throws IOException {
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    try {
      // Not interruptible, because a server whose start is abandoned keeps running.
      return process.onExit().orTimeout(WITHIN.toSeconds(), TimeUnit.SECONDS).join().exitValue();
    } catch (CompletionException e) {
      process.destroyForcibly();
      throw new IOException("A PostgreSQL program did not exit within " + WITHIN, e);
    }
  }

  private static String rootRefused() {
    return "PostgreSQL does not run as root, and this machine does not allow user namespaces"
        + " (unshare -U); run ./syncledger as an ordinary user";
  }
}
