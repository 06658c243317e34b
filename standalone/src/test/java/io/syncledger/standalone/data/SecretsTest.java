package io.syncledger.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.standalone.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @Test
  void keys_are_made_once(@TempDir Path folder) throws IOException {
    assertThat(keys(folder)).isEqualTo(keys(folder)).doesNotHaveDuplicates();
  }

  @Test
  void another_folder_has_other_keys(@TempDir Path one, @TempDir Path other) throws IOException {
    assertThat(keys(one)).doesNotContainAnyElementsOf(keys(other));
  }

  @Test
  void the_credentials_key_is_32_bytes_in_base64(@TempDir Path folder) throws IOException {
    assertThat(Base64.getDecoder().decode(Secrets.in(folder).credentialsKey())).hasSize(32);
  }

  @Test
  void only_the_owner_can_read_them(@TempDir Path folder) throws IOException {
    keys(folder);
    Secrets.in(folder).writePgpass("someone");
    try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void a_folder_without_a_key_says_how_to_get_one(@TempDir Path folder) {
    assertThatThrownBy(() -> Secrets.existingTokenKey(folder))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("run ./syncledger up first");
  }

  private static List<String> keys(Path folder) throws IOException {
    Secrets secrets = Secrets.in(folder);
    return List.of(secrets.tokenKey(), secrets.credentialsKey(), secrets.databasePassword());
  }
}
