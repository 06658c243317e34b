package io.syncledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Runs the packaged program as ./syncledger up does. */
final class UpCommandProcess implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final Pattern LINK = Pattern.compile("(http://localhost:\\d+)/#token=(\\S+)");
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Path data;
  private final Path output;
  private final Process process;

  private UpCommandProcess(Path data, Path output, Process process) {
    this.data = data;
    this.output = output;
    this.process = process;
  }

  /** Starts it on a data directory. */
  static UpCommandProcess start(Path data) throws IOException {
    Path output = Files.createTempFile("up", ".txt");
    output.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder(command("up", "--port", "0", "--data", data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new UpCommandProcess(data, output, process);
  }

  /** Waits until it prints its URL. */
  UpCommandProcess awaitUsable() {
    Awaitility.await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(output()).containsPattern(LINK));
    return this;
  }

  /** Its output so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The status of a response to a request with the printed token. */
  int status(String path) throws Exception {
    Matcher link = link();
    assertThat(link.find()).isTrue();
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(link.group(1) + path))
              .header("Authorization", "Bearer " + link.group(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /** Sends SIGINT to it and all its children, as Ctrl-C does, and waits for them to exit. */
  int interrupt() throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-INT"));
    Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .forEach(handle -> command.add(String.valueOf(handle.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    return awaitEnd();
  }

  /** Kills only the JVM, as a crash would. */
  void kill() throws Exception {
    process.destroyForcibly();
    awaitEnd();
  }

  int awaitEnd() throws Exception {
    assertThat(process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
    return process.exitValue();
  }

  /** All running processes with the directory on their command line. */
  List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(handle -> handle.info().commandLine().orElse(""))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Awaitility.await().atMost(WITHIN).until(() -> processes().isEmpty());
  }

  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("jvm.options").toAbsolutePath());
    command.add("-XX:AOTCache=" + TARGET.resolve("cache/standalone.aot"));
    command.add("-Dsyncledger.cache=" + TARGET.resolve("cache"));
    command.addAll(List.of("-cp", TARGET.resolve("standalone-launcher.jar").toString()));
    command.add(Standalone.class.getName());
    Stream.of(arguments).forEach(command::add);
    return command;
  }

  private Matcher link() {
    return LINK.matcher(output());
  }
}
