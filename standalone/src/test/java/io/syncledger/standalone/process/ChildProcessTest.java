package io.syncledger.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Path folder;

  ChildProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_end_of_its_input_ends_it() throws Exception {
    ChildProcess child = start("sh", "-c", "cat; echo $GREETING");
    child.stop(WITHIN);
    assertThat(output()).hasContent("good bye");
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void one_that_does_not_end_is_killed_after_the_grace() throws Exception {
    ChildProcess child = start("sleep", "600");
    child.stop(Duration.ofMillis(100));
    child.onExit().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void signals_that_ask_a_whole_group_to_end_do_not_reach_it() throws Exception {
    ChildProcess child = start("sh", "-c", "echo ready; cat; echo ended by its input");
    Awaitility.await().atMost(WITHIN).until(() -> Files.readString(output()).contains("ready"));
    for (String signal : List.of("-INT", "-HUP", "-TERM")) {
      assertThat(new ProcessBuilder("kill", signal, "" + child.pid()).start().waitFor()).isZero();
    }
    child.stop(WITHIN);
    assertThat(output()).content().contains("ended by its input");
  }

  private ChildProcess start(String... command) throws Exception {
    return ChildProcess.start(List.of(command), Map.of("GREETING", "good bye"), output());
  }

  private Path output() {
    return folder.resolve("output");
  }
}
