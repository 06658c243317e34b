package io.syncledger.systemtests.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An installed command-line program that runs to its end. */
record CommandLineTool(Path binary) {
  static final CommandLineTool PROMTOOL = new CommandLineTool(Path.of("/usr/bin/promtool"));
  static final CommandLineTool AMTOOL = new CommandLineTool(Path.of("/usr/bin/amtool"));
  static final CommandLineTool DOCKER_COMPOSE =
      new CommandLineTool(Path.of("/usr/bin/docker-compose"));

  /** The exit status and the output. */
  record Result(int exit, String output) {}

  boolean installed() {
    return Files.isExecutable(binary);
  }

  Result run(Path directory, List<String> arguments) throws IOException, InterruptedException {
    return run(directory, arguments, Map.of(), "");
  }

  /**
   * @param environment added to that of this process
   * @param input for its standard input
   */
  Result run(Path directory, List<String> arguments, Map<String, String> environment, String input)
      throws IOException, InterruptedException {
    var inputFile = Files.writeString(Files.createTempFile("input", ".txt"), input);
    var output = Files.createTempFile("output", ".txt");
    try {
      var command = new ArrayList<>(List.of(binary.toString()));
      command.addAll(arguments);
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(inputFile.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(binary + " did not end");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
      Files.delete(inputFile);
    }
  }
}
