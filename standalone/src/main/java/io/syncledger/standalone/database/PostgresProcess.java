package io.syncledger.standalone.database;

import io.syncledger.standalone.CannotStartException;
import io.syncledger.standalone.data.FileTree;
import io.syncledger.standalone.process.ChildProcess;
import io.syncledger.standalone.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The PostgreSQL server as a child process. */
public final class PostgresProcess implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final PostgresCommands commands;
  private final PostgresSettings settings;
  private final ChildProcess stopper;
  private final PidFile stopperFile;

  private PostgresProcess(
      PostgresCommands commands,
      PostgresSettings settings,
      ChildProcess stopper,
      PidFile stopperFile) {
    this.commands = commands;
    this.settings = settings;
    this.stopper = stopper;
    this.stopperFile = stopperFile;
  }

  /** Starts the server and waits until it accepts connections; creates its files the first time. */
  public static PostgresProcess start(PostgresBinaries binaries, PostgresSettings settings)
      throws IOException, InterruptedException {
    Path commandLog = settings.logs().resolve("postgres-commands.log");
    Files.deleteIfExists(commandLog);
    Files.createDirectories(settings.directory());
    PostgresCommands commands = PostgresCommands.of(binaries, commandLog);
    PidFile stopperFile =
        new PidFile(settings.directory().resolve("keeper.pid"), settings.directory());
    stopperFile.stopLeftover(STOP_WITHIN);
    stopLeftover(commands, settings);
    createFiles(commands, settings);
    settings.write();
    startServer(commands, settings);
    ChildProcess stopper = startStopper(commands, settings);
    stopperFile.write(stopper.pid());
    return new PostgresProcess(commands, settings, stopper, stopperFile);
  }

  /** The port on loopback. */
  public int port() {
    return settings.port();
  }

  @Override
  public void close() throws IOException {
    stopper.stop(STOP_WITHIN);
    stopperFile.delete();
    // The stopper may have been killed; then it has not stopped the server.
    if (!isStopped(commands, settings)) {
      throw new IOException("PostgreSQL did not stop");
    }
  }

  private static void stopLeftover(PostgresCommands commands, PostgresSettings settings)
      throws IOException, InterruptedException {
    if (!isStopped(commands, settings)) {
      settings.serverPid().stopLeftover(Duration.ofSeconds(1));
    }
    // With a stale pid file PostgreSQL would not start, because it takes an unreaped server, or an
    // unrelated process with the same pid, for a running server. It detects processes that still
    // use its shared memory by other means.
    settings.serverPid().delete();
  }

  private static boolean isStopped(PostgresCommands commands, PostgresSettings settings)
      throws IOException {
    return settings.serverPid().findLive().isEmpty()
        || commands.run("pg_ctl", settings.stopArguments()) == 0;
  }

  private static void createFiles(PostgresCommands commands, PostgresSettings settings)
      throws IOException {
    if (Files.exists(settings.files())) {
      return;
    }
    // Written and then moved, so that the file is complete even if a start is killed.
    Path unfinished = settings.directory().resolve("unfinished");
    FileTree.delete(unfinished);
    if (commands.run("initdb", settings.initdbArguments(unfinished)) != 0) {
      throw failed("PostgreSQL's files could not be created", commands.output().lines());
    }
    Files.move(unfinished, settings.files(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void startServer(PostgresCommands commands, PostgresSettings settings)
      throws IOException {
    Path log = settings.logs().resolve("postgres.log");
    if (Files.exists(log)) {
      Files.move(
          log, settings.logs().resolve("postgres.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    String[] arguments = {
      "start", "-w", "-t", "120", "-D", settings.files().toString(), "-l", log.toString()
    };
    // Leaves the terminal's process group, so that Ctrl-C does not reach the server.
    if (commands.run("pg_ctl", arguments) != 0) {
      throw failed("PostgreSQL did not start", Files.readString(log).lines());
    }
  }

  /**
   * Starts a child process that stops the server when this JVM ends, however it ends: it waits for
   * the end of its input, which closes with this process.
   */
  private static ChildProcess startStopper(PostgresCommands commands, PostgresSettings settings)
      throws IOException {
    List<String> stop = commands.commandLine("pg_ctl", settings.stopArguments());
    List<String> waiting =
        Stream.concat(Stream.of("sh", "-c", "cat >/dev/null; exec \"$@\"", "sh"), stop.stream())
            .toList();
    return ChildProcess.start(waiting, Map.of(), settings.logs().resolve("postgres-stop.log"));
  }

  private static CannotStartException failed(String what, Stream<String> lines) {
    List<String> reasons =
        lines.filter(line -> line.matches(".*(FATAL|PANIC|ERROR|error):.*")).toList();
    String why =
        reasons.stream()
            .filter(line -> line.contains(CannotStartException.DISK_FULL))
            .findFirst()
            .orElse(reasons.isEmpty() ? "no reason given" : reasons.getLast());
    return new CannotStartException(what + ": " + why);
  }
}
