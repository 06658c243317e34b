package io.syncledger.systemtests.deployment;

import io.syncledger.systemtests.ProjectFiles;
import io.syncledger.testkit.server.FreePorts;
import io.syncledger.testkit.server.TestProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real nginx with the deployment's configuration, in front of addresses chosen by the test. */
final class NginxProcess implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/sbin/nginx");

  private final TestProcess process;
  private final int port;

  private NginxProcess(TestProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return Files.isExecutable(BINARY);
  }

  /**
   * @param upstreams ports by the names of the services
   */
  static NginxProcess start(Path directory, Map<String, Integer> upstreams) throws IOException {
    int port = FreePorts.any();
    var configured = Files.readString(ProjectFiles.root().resolve("deploy/proxy/nginx.conf"));
    Files.writeString(
        directory.resolve("nginx.conf"),
        configured.replace("listen 8000;", "listen 127.0.0.1:" + port + ";"));
    Files.writeString(
        directory.resolve("upstreams.conf"),
        upstreams.entrySet().stream()
            .map(to -> "upstream %s { server 127.0.0.1:%d; }".formatted(to.getKey(), to.getValue()))
            .collect(Collectors.joining("\n")));
    var command =
        List.of(
            BINARY.toString(),
            "-p",
            directory.toString(),
            "-c",
            directory.resolve("nginx.conf").toString(),
            "-g",
            "daemon off; pid " + directory.resolve("nginx.pid") + ";");
    var process =
        TestProcess.start(command, Map.of(), directory.resolve("nginx.log"))
            .awaitReady(Duration.ofSeconds(30), () -> acceptsConnections(port));
    return new NginxProcess(process, port);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private static boolean acceptsConnections(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
