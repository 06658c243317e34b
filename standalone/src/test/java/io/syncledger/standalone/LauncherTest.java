package io.syncledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the shell script. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("../syncledger").toAbsolutePath().normalize();

  private final Path folder;

  LauncherTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void help_needs_nothing_and_works_from_any_folder() throws Exception {
    assertThat(run(Map.of(), "--help")).contains("up [--port PORT]", "token ORG ROLE");
  }

  @Test
  void a_missing_jdk_is_told_in_one_sentence() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17"));
    assertThat(Files.createFile(folder.resolve("java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            old.toString(),
            "SYNCLEDGER_JDKS",
            "/nowhere",
            "HOME",
            folder.toString(),
            "PATH",
            folder + ":" + System.getenv("PATH"));
    assertThat(run(environment, "up")).hasLineCount(1).contains("a JDK 25 is needed");
  }

  private String run(Map<String, String> environment, String command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(SCRIPT.toString(), command).directory(folder.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
