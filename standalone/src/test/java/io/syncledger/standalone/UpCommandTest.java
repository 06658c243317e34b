package io.syncledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  private static final String DEMO = "/api/v1/organizations/org_demo/credentials/cliniko";

  @Test
  void it_survives_its_own_kill_refuses_a_second_one_and_leaves_nothing_behind(@TempDir Path folder)
      throws Exception {
    UpCommandProcess killed = UpCommandProcess.start(folder).awaitUsable();
    assertThat(killed.status("/health/readiness")).isEqualTo(200);
    killed.kill();
    try (var up = UpCommandProcess.start(folder).awaitUsable()) {
      assertThat(up.status(DEMO)).isEqualTo(200);

      UpCommandProcess second = UpCommandProcess.start(folder);
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output()).hasLineCount(1).contains("in use by the standalone of process");
      assertThat(up.status("/health/readiness")).isEqualTo(200);

      up.interrupt();
      assertThat(up.output()).endsWith("Stopped.\n").doesNotContain("WARN", "ERROR", "Exception");
      assertThat(up.processes()).isEmpty();
    }
  }
}
