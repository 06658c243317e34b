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
 * A program that stops when its standard input ends, which happens even if this JVM is killed. It
 * ignores the termination signals that Ctrl-C, a closing terminal or an init system send to all
 * processes at once, so that this JVM decides the order of stopping.
 */
public final class ChildProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  // Like most programs, a JVM keeps ignoring signals that were ignored when it was started.
  private static final List<String> IGNORE_SIGNALS =
      List.of("sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh");

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param environment added to that of this JVM
   * @param output the file for its output
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

  /** Completes when the program has exited for any reason. */
  public CompletableFuture<Void> onExit() {
    return process.onExit().thenRun(() -> {});
  }

  /** Closes the program's input and waits for it to exit; kills it after the grace period. */
  public void stop(Duration grace) throws IOException {
    process.getOutputStream().close();
    try {
      process.onExit().orTimeout(grace.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
      LOG.warn("A child process did not exit within {} and was killed", grace);
    }
  }
}
