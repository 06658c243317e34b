package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.HostileSwitches;
import io.syncledger.testkit.cliniko.records.Resource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ClinikoCommandTest {

  @Test
  void the_options_decide_clinic_port_key_and_limit() throws Exception {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command)
        .parseArgs(
            "--port=0", "--patients=120", "--api-key=OTHER-uk1", "--rate-limit=1", "--seed=5");
    try (var cliniko = command.start();
        var client = new SimulatorClient(cliniko, "OTHER-uk1")) {
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
        .contains("--port", "--patients", "--api-key", "--rate-limit", "--latency", "--seed")
        .contains("--appointments", "--group-appointments", "--practitioners", "--businesses")
        .contains("--hostile", "--mutate", "--pause", "--list-switches");
  }

  @Test
  void the_sizes_of_all_resources_can_be_chosen() {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command)
        .parseArgs(
            "--port=0",
            "--patients=100",
            "--appointments=40",
            "--group-appointments=5",
            "--practitioners=3",
            "--inactive-practitioners=4",
            "--businesses=6",
            "--appointment-types=8");
    try (var cliniko = command.start()) {
      assertThat(cliniko.clinic().patients()).hasSize(100);
      assertThat(cliniko.clinic().rows(Resource.INDIVIDUAL_APPOINTMENTS)).hasSize(40);
      assertThat(cliniko.clinic().rows(Resource.ATTENDEES)).hasSize(30);
      assertThat(cliniko.clinic().rows(Resource.PRACTITIONERS)).hasSize(7);
      assertThat(cliniko.clinic().rows(Resource.BUSINESSES)).hasSize(6);
      assertThat(cliniko.clinic().rows(Resource.APPOINTMENT_TYPES)).hasSize(8);
    }
  }

  @Test
  void hostile_switches_are_armed_by_name_by_mix_and_all_at_once() throws Exception {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command)
        .parseArgs("--port=0", "--hostile=key_revoked,shared_email", "--hostile", "mix:7");
    try (var cliniko = command.start();
        var client = new SimulatorClient(cliniko)) {
      int status = 200;
      for (int i = 0; i < 60 && status != 401; i++) {
        status = statusOf(client);
      }
      assertThat(status).isEqualTo(401);
      assertThat(cliniko.clinic().patients())
          .anyMatch(row -> row.path("email").asText().equals("family@example.test"));
    }
    ClinikoCommand all = new ClinikoCommand();
    new CommandLine(all).parseArgs("--port=0", "--hostile=all", "--pause=1");
    try (var cliniko = all.start()) {
      assertThat(cliniko.clinic().table(Resource.PATIENTS).corruptedIds()).isNotEmpty();
    }
  }

  @Test
  void records_change_while_it_runs_if_requested() throws Exception {
    ClinikoCommand command = new ClinikoCommand();
    new CommandLine(command).parseArgs("--port=0", "--mutate", "--rate-limit=0");
    try (var cliniko = command.start();
        var client = new SimulatorClient(cliniko)) {
      List<ObjectNode> before = cliniko.clinic().rows(Resource.PATIENTS);
      for (int i = 0; i < 40; i++) {
        client.get("/patients?per_page=1");
      }
      assertThat(cliniko.clinic().rows(Resource.PATIENTS)).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--hostile=RAIN, there is no hostile switch RAIN",
    "--hostile=mix:x, 'mix: needs a number, not x'",
    "--appointments=5, --appointments and --group-appointments need --patients"
  })
  void an_invalid_option_gets_one_sentence(String option, String sentence) {
    StringWriter err = new StringWriter();
    int code =
        ClinikoCommand.commandLine().setErr(new PrintWriter(err)).execute("--port=0", option);
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo(sentence);
  }

  @Test
  void the_readme_has_every_switch_with_what_it_does() throws Exception {
    String readme =
        Files.readString(Path.of("src/main/java/io/syncledger/testkit/cliniko/README.md"));
    for (HostileSwitch one : HostileSwitches.all()) {
      String effect = one.delaysClient() ? one.description() + " (waits)" : one.description();
      assertThat(readme).contains("| `" + one.name() + "` | " + effect + " |");
      assertThat(HostileOptions.listing()).contains(one.name(), one.description());
    }
  }

  private static int statusOf(SimulatorClient client) throws InterruptedException {
    try {
      return client.get("/practitioners").statusCode();
    } catch (IOException e) {
      // A hostile switch closed the connection.
      return 0;
    }
  }
}
