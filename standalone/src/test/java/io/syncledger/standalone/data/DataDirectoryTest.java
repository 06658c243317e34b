package io.syncledger.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.standalone.CannotStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @Test
  void a_new_folder_is_for_its_owner_alone(@TempDir Path folder) throws Exception {
    try (var data = DataDirectory.keep(folder.resolve("new/data"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void a_folder_in_use_names_the_process_that_uses_it(@TempDir Path folder) throws Exception {
    try (var _ = DataDirectory.keep(folder)) {
      assertThatThrownBy(() -> DataDirectory.keep(folder))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining(
              "in use by the standalone of process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void a_folder_can_be_opened_again_once_it_is_closed(@TempDir Path folder) throws Exception {
    DataDirectory.keep(folder).close();
    try (var again = DataDirectory.keep(folder)) {
      assertThat(again.logs()).isDirectory();
    }
  }

  @Test
  void a_temporary_folder_is_gone_once_it_is_closed() throws Exception {
    var data = DataDirectory.temporary();
    Files.createDirectories(data.kafka());
    Files.writeString(data.kafka().resolve("log"), "some records");
    data.close();
    assertThat(data.root()).doesNotExist();
  }

  @Test
  void a_path_below_a_file_is_refused_in_one_sentence(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertThatThrownBy(() -> DataDirectory.keep(file.resolve("data")))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("choose another with --data");
  }
}
