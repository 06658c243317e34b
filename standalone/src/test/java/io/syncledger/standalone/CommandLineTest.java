package io.syncledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.syncledger.standalone.data.DataDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_names_the_commands() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("up", "token", "cliniko").doesNotContain("train");
  }

  @Test
  void a_token_is_signed_for_the_organisation_and_roles(@TempDir Path folder) throws Exception {
    try (var data = DataDirectory.keep(folder)) {
      data.secrets().tokenKey();
    }
    assertThat(run("token", "org_demo", "operator", "--data", folder.toString())).isZero();
    var claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
    assertThat(claims.getStringListClaim("org_ids")).isEqualTo(List.of("org_demo"));
    assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("operator"));
  }

  @Test
  void an_unknown_role_is_a_mistake_of_usage(@TempDir Path folder) throws Exception {
    try (var data = DataDirectory.keep(folder)) {
      data.secrets().tokenKey();
    }
    assertThat(run("token", "org_demo", "king", "--data", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("Roles are").doesNotContain("Exception");
  }

  @Test
  void a_token_needs_a_folder_that_was_started_once(@TempDir Path folder) {
    assertThat(run("token", "org_demo", "viewer", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("run ./syncledger up first");
  }

  @Test
  void a_taken_port_is_told_in_one_sentence(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(run("up", "--port", "" + port, "--data", folder.toString())).isEqualTo(1);
      assertThat(err.toString()).hasLineCount(1).contains("Port " + port + " is taken");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private int run(String... arguments) {
    return Standalone.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
