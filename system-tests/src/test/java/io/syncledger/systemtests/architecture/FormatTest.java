package io.syncledger.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by google-java-format. {@code ./syncledger format} fixes violations.
 */
class FormatTest {
  private static final int MAX_LINES = 300;

  @Test
  void every_java_file_is_formatted() throws IOException, FormatterException {
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();
    var files = ProjectFiles.files(".java");
    for (var file : files) {
      var source = Files.readString(file);
      if (!formatter.formatSourceAndFixImports(source).equals(source)) {
        unformatted.add(ProjectFiles.root().relativize(file));
      }
    }
    assertThat(files).isNotEmpty();
    assertThat(unformatted).as("run ./syncledger format").isEmpty();
  }

  @Test
  void no_java_file_is_longer_than_300_lines() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var file : ProjectFiles.files(".java")) {
      int lines = Files.readAllLines(file).size();
      if (lines > MAX_LINES) {
        tooLong.add(ProjectFiles.root().relativize(file) + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }
}
