package io.syncledger.standalone.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that is told to end by the end of its input. That reaches it even when this JVM is
 * killed. Signals that ask it to end, which Ctrl-C, a closing terminal or an init system send to
 * all processes at once, do not reach it: who stops first is decided here.
 */
public final class ChildProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  // A JVM, like most programs, leaves signals ignored that were ignored when it was started.
  private static final List<String> IGNORE_SIGNALS =
      List.of("sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh");

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param environment added to this JVM's
   * @param output the file that takes what it prints
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path output) throws IOException {
    List<String> shielded = new ArrayList<>(IGNORE_SIGNALS);
    shielded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(shielded).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the program has ended, for whatever reason. */
  public CompletableFuture<Void> onExit() {
    return process.onExit().thenRun(() -> {});
  }

  /** Ends the program's input and waits; kills it when it takes longer than the grace. */
  public void stop(Duration grace) throws IOException {
    process.getOutputStream().close();
    try {
      process.onExit().orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
      LOG.warn("A child did not end within {} and was killed", grace);
    }
  }
}
