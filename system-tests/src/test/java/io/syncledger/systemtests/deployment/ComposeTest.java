package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncledger.systemtests.ProjectFiles;
import io.syncledger.systemtests.deployment.CommandLineTool.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Checks docker-compose.yml with Compose itself, which needs no Docker engine for that. */
class ComposeTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "SYNCLEDGER_JWT_SECRET",
          "a",
          "SYNCLEDGER_CREDENTIALS_KEY",
          "b",
          "POSTGRES_PASSWORD",
          "c",
          "SYNCLEDGER_READER_PASSWORD",
          "d",
          "GRAFANA_ADMIN_PASSWORD",
          "e");

  @BeforeAll
  static void compose_is_installed() {
    assumeTrue(CommandLineTool.DOCKER_COMPOSE.installed(), "docker-compose is not installed");
  }

  @Test
  void compose_accepts_the_file_and_finds_every_service_in_it() throws Exception {
    var result = compose(SECRETS, "config", "--services");

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output().lines())
        .contains(
            "kafka",
            "postgres",
            "sync-service",
            "ingest-service",
            "metrics-streams",
            "query-api",
            "proxy",
            "reader-login",
            "prometheus",
            "alertmanager",
            "grafana");
  }

  @Test
  void without_its_secrets_it_refuses_to_start_and_names_the_missing_one() throws Exception {
    var result = compose(Map.of("SYNCLEDGER_JWT_SECRET", "a"), "config", "--quiet");

    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains("set it in .env, see deploy/README.md");
  }

  @Test
  void every_service_is_built_by_the_one_dockerfile_from_a_module_that_exists() throws Exception {
    var config = compose(SECRETS, "config").output();

    for (var service :
        new String[] {"sync-service", "ingest-service", "metrics-streams", "query-api"}) {
      assertThat(config).contains("SERVICE: " + service);
      assertThat(ProjectFiles.root().resolve(service).resolve("pom.xml")).exists();
    }
    assertThat(Files.readString(ProjectFiles.root().resolve("Dockerfile"))).contains("ARG SERVICE");
  }

  @Test
  void every_image_has_a_version_and_every_mounted_folder_exists() throws Exception {
    Map<String, Map<String, Map<String, Object>>> config =
        new Yaml().load(compose(SECRETS, "config").output());

    assertThat(config.get("services"))
        .allSatisfy(
            (name, service) -> {
              if (service.get("image") instanceof String image) {
                assertThat(image).as(name).matches("[\\w/-]+:v?[\\d.]+");
              }
              assertThat(mounted(service)).as(name).allMatch(Files::isDirectory);
            });
    assertThat(mounted(config.get("services").get("grafana")))
        .containsExactly(ProjectFiles.root().toRealPath().resolve("deploy/grafana"));
  }

  /** The directories of this project that a service mounts. */
  private static List<Path> mounted(Map<String, Object> service) {
    return service.get("volumes") instanceof List<?> volumes
        ? volumes.stream()
            .map(Object::toString)
            .filter(volume -> volume.startsWith("/"))
            .map(volume -> Path.of(volume.substring(0, volume.indexOf(':'))))
            .toList()
        : List.of();
  }

  @Test
  void grafana_gets_every_variable_that_its_provisioning_uses() throws Exception {
    var used =
        Pattern.compile("\\$\\{(\\w+)}")
            .matcher(
                Files.readString(
                    ProjectFiles.root()
                        .resolve("deploy/grafana/provisioning/datasources/syncledger.yml")))
            .results()
            .map(found -> found.group(1))
            .toList();
    Map<String, Map<String, Map<String, Map<String, Object>>>> config =
        new Yaml().load(compose(SECRETS, "config").output());

    assertThat(used).contains("SYNCLEDGER_READER_PASSWORD");
    assertThat(config.get("services").get("grafana").get("environment"))
        .containsKeys(used.toArray(String[]::new));
  }

  private static Result compose(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return CommandLineTool.DOCKER_COMPOSE.run(
        ProjectFiles.root(), List.of(arguments), environment, "");
  }
}
