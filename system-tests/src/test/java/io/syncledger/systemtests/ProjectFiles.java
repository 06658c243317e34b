package io.syncledger.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The files of the project that is being built. */
public final class ProjectFiles {
  private static final Set<String> EXCLUDED =
      Set.of("target", "node_modules", ".git", ".idea", ".vscode");

  private ProjectFiles() {}

  public static Path root() {
    return Path.of(Objects.requireNonNull(System.getProperty("syncledger.root"), "syncledger.root"))
        .normalize();
  }

  /** The modules that contain Java. */
  public static List<String> javaModules() {
    try (var folders = Files.list(root())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All source files with one of these suffixes, without build output and dependencies. */
  public static List<Path> files(String... endings) {
    try (var paths =
        Files.find(root(), 20, (path, about) -> about.isRegularFile() && isIncluded(path))) {
      return paths
          .filter(path -> List.of(endings).stream().anyMatch(path.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isIncluded(Path path) {
    for (var part : root().relativize(path)) {
      if (EXCLUDED.contains(part.toString())) {
        return false;
      }
    }
    return !root().relativize(path).startsWith("data");
  }
}
