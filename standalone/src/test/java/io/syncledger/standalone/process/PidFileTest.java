package io.syncledger.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  private static final Duration GRACE = Duration.ofMillis(100);

  private final Path folder;
  private final Process process;

  PidFileTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    // Its command line contains the directory.
    process = new ProcessBuilder("sh", "-c", "cat; :", folder.toString()).start();
  }

  @AfterEach
  void stop() {
    // Its cat exits when its input is closed.
    process.destroyForcibly();
  }

  @Test
  void a_process_of_ours_that_does_not_end_by_itself_is_killed() throws Exception {
    PidFile pidFile = new PidFile(folder.resolve("pid"), folder);
    pidFile.write(process.pid());
    assertThat(pidFile.findLive()).isPresent();

    pidFile.stopLeftover(GRACE);

    assertThat(pidFile.findLive()).isEmpty();
    assertThat(process.waitFor()).isNotZero();
    assertThat(pidFile.file()).doesNotExist();
  }

  @Test
  void a_process_that_took_over_the_number_is_left_alone() throws Exception {
    PidFile pidFile = new PidFile(folder.resolve("pid"), Path.of("/another/folder"));
    pidFile.write(process.pid());

    pidFile.stopLeftover(GRACE);

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_file_cut_off_in_the_middle_means_no_process() throws Exception {
    PidFile pidFile = new PidFile(Files.createFile(folder.resolve("pid")), folder);
    assertThat(pidFile.findLive()).isEmpty();
  }
}
