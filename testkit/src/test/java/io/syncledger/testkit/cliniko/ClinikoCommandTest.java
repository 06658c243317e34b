package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClinikoCommandTest {

  @Test
  void the_options_decide_clinic_port_key_and_limit() throws Exception {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command)
        .parseArgs(
            "--port=0", "--patients=120", "--api-key=OTHER-uk1", "--rate-limit=1", "--seed=5");
    try (var cliniko = command.start();
        var client = new Client(cliniko, "OTHER-uk1")) {
      assertThat(client.json("/patients").path("total_entries").asInt()).isEqualTo(120);
      assertThat(client.get("/patients").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void without_options_it_serves_the_recorded_clinic_within_the_documented_limit() {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command).parseArgs("--port=0");
    try (var cliniko = command.start()) {
      assertThat(cliniko.clinic().patients()).hasSize(648);
    }
  }

  @Test
  void a_taken_port_gets_one_sentence() {
    try (var first = ClinikoSimulator.builder().start()) {
      StringWriter err = new StringWriter();
      int code =
          ClinikoCommand.commandLine()
              .setErr(new PrintWriter(err))
              .execute("--port=" + first.port());
      assertThat(code).isEqualTo(1);
      assertThat(err.toString().strip())
          .isEqualTo("cannot listen on port " + first.port() + " of 127.0.0.1");
    }
  }

  @Test
  void help_names_every_option() {
    StringWriter out = new StringWriter();
    int code = ClinikoCommand.commandLine().setOut(new PrintWriter(out)).execute("--help");
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("--port", "--patients", "--api-key", "--rate-limit", "--latency", "--seed");
  }
}
