package io.syncledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.http.InvalidSettingException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StartupFailureTest {
  @Test
  void a_full_disk_is_named_however_deep_it_is_found() {
    var failure =
        new ExecutionException(
            new CannotStartException(
                "PostgreSQL did not start: FATAL:  could not write: No space left on device"));
    assertThat(sentence(failure)).startsWith("The disk is full").contains("--data");
  }

  @Test
  void a_port_that_was_taken_in_the_meantime_is_named() {
    assertThat(sentence(new IllegalStateException(new BindException("Address already in use"))))
        .contains("Port 8000 is taken", "--port");
  }

  @Test
  void a_service_that_refuses_its_settings_says_it_in_its_own_words() {
    assertThat(sentence(new RuntimeException(new InvalidSettingException("Set THIS to that"))))
        .isEqualTo("Set THIS to that");
  }

  @Test
  void a_missing_permission_names_the_file() {
    assertThat(sentence(new IOException(new AccessDeniedException("/srv/data/kafka"))))
        .isEqualTo("No permission to write /srv/data/kafka");
  }

  @Test
  void anything_else_is_told_by_its_deepest_cause() {
    assertThat(sentence(new RuntimeException("outer", new IOException("the reason"))))
        .contains("the reason")
        .doesNotContain("outer");
  }

  private static String sentence(Throwable failure) {
    var options = new StandaloneOptions(8000, null, java.util.Map.of());
    return String.valueOf(StartupFailure.explain(failure, options).getMessage());
  }
}
