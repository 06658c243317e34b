package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncledger.systemtests.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml as Compose itself reads it; no engine is needed for that. */
class ComposeTest {
  private static final Path COMPOSE = Path.of("/usr/bin/docker-compose");
  private static final Map<String, String> SECRETS =
      Map.of(
          "SYNCLEDGER_JWT_SECRET",
          "a",
          "SYNCLEDGER_CREDENTIALS_KEY",
          "b",
          "POSTGRES_PASSWORD",
          "c");

  @TempDir Path directory;

  private record Outcome(int exit, String output) {}

  @BeforeAll
  static void compose_is_installed() {
    assumeTrue(Files.isExecutable(COMPOSE), "docker-compose is not installed");
  }

  @Test
  void compose_accepts_the_file_and_finds_every_service_in_it() throws Exception {
    var outcome = compose(SECRETS, "config", "--services");

    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(outcome.output().lines())
        .contains(
            "kafka",
            "postgres",
            "sync-service",
            "ingest-service",
            "metrics-streams",
            "query-api",
            "proxy");
  }

  @Test
  void without_its_secrets_it_refuses_and_says_which_one_is_missing() throws Exception {
    var outcome = compose(Map.of("SYNCLEDGER_JWT_SECRET", "a"), "config", "--quiet");

    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.output()).contains("set it in .env, see deploy/README.md");
  }

  @Test
  void every_service_is_built_by_the_one_dockerfile_from_a_module_that_exists() throws Exception {
    var config = compose(SECRETS, "config").output();

    for (var service :
        new String[] {"sync-service", "ingest-service", "metrics-streams", "query-api"}) {
      assertThat(config).contains("SERVICE: " + service);
      assertThat(Checkout.root().resolve(service).resolve("pom.xml")).exists();
    }
    assertThat(Files.readString(Checkout.root().resolve("Dockerfile"))).contains("ARG SERVICE");
  }

  private Outcome compose(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var output = directory.resolve("output");
    var command = new ProcessBuilder(COMPOSE.toString());
    command.command().addAll(java.util.List.of(arguments));
    command.directory(Checkout.root().toFile());
    command.environment().putAll(environment);
    command.redirectErrorStream(true).redirectOutput(output.toFile());
    var process = command.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
