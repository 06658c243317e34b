package io.syncledger.standalone.broker;

import io.syncledger.standalone.CannotStartException;
import io.syncledger.standalone.process.ChildProcess;
import io.syncledger.standalone.process.PidFile;
import io.syncledger.testkit.kafka.KafkaNodeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The Kafka broker as a child process. */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOP_WITHIN = Duration.ofMinutes(1);
  private static final int CONNECT_MS = 500;
  private static final long POLL_MS = 25;

  private final KafkaNodeConfig node;
  private final ChildProcess process;
  private final PidFile pidFile;

  private BrokerProcess(KafkaNodeConfig node, ChildProcess process, PidFile pidFile) {
    this.node = node;
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * Stops a broker left over from an earlier start, then starts a new one, which listens some
   * seconds later: see {@link #awaitReady}.
   *
   * @param logs the directory for its logs
   * @param jvmOptions of its JVM, such as an AOT cache
   */
  public static BrokerProcess start(KafkaNodeConfig node, Path logs, List<String> jvmOptions)
      throws IOException, InterruptedException {
    Files.createDirectories(node.directory());
    PidFile pidFile = new PidFile(node.directory().resolve("broker.pid"), node.directory());
    pidFile.stopLeftover(STOP_WITHIN);
    ChildProcess process =
        ChildProcess.start(
            command(node, logs, jvmOptions),
            // Not an argument, because operating systems truncate long command lines when they list
            // processes.
            Map.of("CLASSPATH", System.getProperty("java.class.path")),
            logs.resolve("kafka-console.log"));
    pidFile.write(process.pid());
    return new BrokerProcess(node, process, pidFile);
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return node.bootstrapServers();
  }

  public long pid() {
    return process.pid();
  }

  /** Completes when the broker has exited for any reason. */
  public CompletableFuture<Void> onExit() {
    return process.onExit();
  }

  /** Waits until the broker accepts connections. */
  public void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!acceptsConnections()) {
      if (!process.isAlive()) {
        throw new CannotStartException(
            "The Kafka broker exited while it was starting, see kafka.log and kafka-console.log");
      }
      if (System.nanoTime() > deadline) {
        throw new CannotStartException("The Kafka broker did not start within " + READY_WITHIN);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  @Override
  public void close() throws IOException {
    process.stop(STOP_WITHIN);
    pidFile.delete();
  }

  private static List<String> command(KafkaNodeConfig node, Path logs, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dlogback.configurationFile=logback-broker.xml");
    command.add("-Dsyncledger.logs=" + logs);
    command.addAll(jvmOptions);
    command.add(BrokerMain.class.getName());
    command.add(node.directory().toString());
    command.add(String.valueOf(node.port()));
    command.add(String.valueOf(node.controllerPort()));
    return command;
  }

  private boolean acceptsConnections() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()), CONNECT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
