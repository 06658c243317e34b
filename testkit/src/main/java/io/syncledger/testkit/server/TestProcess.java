package io.syncledger.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process that a test starts, waits for, and stops or kills. */
public final class TestProcess implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private TestProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param environment added to this JVM's
   * @param log the file to which its output is appended
   */
  public static TestProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new TestProcess(builder.start(), log);
  }

  /**
   * Waits until the process is ready.
   *
   * @throws IOException with the log if it exits before that
   */
  public TestProcess awaitReady(Duration timeout, Callable<Boolean> ready) throws IOException {
    Awaitility.await().atMost(timeout).until(() -> !process.isAlive() || ready.call());
    if (!process.isAlive()) {
      throw new IOException("The process exited before it was ready:\n" + Files.readString(log));
    }
    return this;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks the process to stop and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }
}
