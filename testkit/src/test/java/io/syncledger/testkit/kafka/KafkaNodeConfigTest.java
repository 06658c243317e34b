package io.syncledger.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaNodeConfigTest {
  @Test
  void preparing_a_directory_again_keeps_its_cluster_and_takes_the_new_ports(@TempDir Path folder)
      throws Exception {
    new KafkaNodeConfig(folder, 19092, 19093).prepareStorage();
    String cluster = Files.readString(folder.resolve("log/meta.properties"));

    Path settings = new KafkaNodeConfig(folder, 29092, 29093).prepareStorage();

    assertThat(folder.resolve("log/meta.properties")).hasContent(cluster);
    assertThat(settings)
        .content()
        .contains("1@127.0.0.1")
        .contains("29092")
        .doesNotContain("19092");
  }
}
