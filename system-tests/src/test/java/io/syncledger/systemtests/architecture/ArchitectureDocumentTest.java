package io.syncledger.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md and the READMEs name classes and packages as they are in the code. */
class ArchitectureDocumentTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "syncledger");

  /** {@code | step | `Class`, `Class` | module `package` |}. */
  private static final Pattern STEP =
      Pattern.compile("^\\|[^|]+\\|([^|]+)\\| *([a-z-]+) `([\\w.]+)` *\\|$", Pattern.MULTILINE);

  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
  private static final Path EVENTS =
      Path.of("sync-events", "src", "main", "java", "io", "syncledger", "events", "SyncEvent.java");

  private static final Pattern EVENT = Pattern.compile("^  record (\\w+)\\(", Pattern.MULTILINE);

  /**
   * A package relative to its module's; its full name, or … for what it has in common, may precede.
   */
  private static final Pattern PACKAGE =
      Pattern.compile("`(?:…\\.|io\\.syncledger\\.(?:\\w+\\.)?)?([\\w.]+)`");

  private static final Pattern PACKAGE_TABLE =
      Pattern.compile("^\\| *package *\\|.*\\n\\|[ -|]+\\n((?:\\|.*\\n)+)", Pattern.MULTILINE);

  @Test
  void each_step_names_classes_of_the_package_that_it_names() throws IOException {
    var steps = STEP.matcher(architecture()).results().toList();
    assertThat(steps).hasSizeGreaterThan(20);
    for (var step : steps) {
      var folder = folder(step.group(2), step.group(3));
      assertThat(classes(step.group(1)))
          .as(step.group())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(folder.resolve(name + ".java")).exists());
    }
  }

  @Test
  void every_class_that_the_architecture_names_exists_once() throws IOException {
    var files =
        ProjectFiles.files(".java").stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .map(file -> file.getFileName().toString().replace(".java", ""));
    var events = EVENT.matcher(Files.readString(ProjectFiles.root().resolve(EVENTS))).results();
    var known =
        Stream.concat(files, events.map(event -> event.group(1)))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));

    assertThat(classes(architecture()))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(known).containsEntry(name, 1L));
  }

  @Test
  void each_readme_lists_the_packages_of_its_module() throws IOException {
    for (var module : ProjectFiles.javaModules()) {
      var readme = Files.readString(ProjectFiles.root().resolve(module).resolve("README.md"));
      var listed = listedPackages(readme);
      var base = base(module);
      var actual = packages(base);

      assertThat(actual).as("packages that the README of %s lists", module).containsAll(listed);
      assertThat(actual)
          .as("packages that the README of %s leaves out", module)
          .allMatch(
              name ->
                  base.endsWith(name) || listed.stream().anyMatch(known -> isWithin(name, known)));
    }
  }

  private static boolean isWithin(String name, String listed) {
    return name.equals(listed) || name.startsWith(listed + ".");
  }

  private static Set<String> listedPackages(String readme) {
    return PACKAGE_TABLE
        .matcher(readme)
        .results()
        .flatMap(table -> table.group(1).lines())
        .map(row -> row.split("\\|", 3)[1])
        .flatMap(cell -> PACKAGE.matcher(cell).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Relative to the module's base package, which itself goes by its last name. */
  private static Set<String> packages(Path base) throws IOException {
    try (var files = Files.walk(base)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> base.relativize(file.getParent()).toString().replace('/', '.'))
          .map(name -> name.isEmpty() ? base.getFileName().toString() : name)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path folder(String module, String name) throws IOException {
    var base = base(module);
    return base.endsWith(name) ? base : base.resolve(name.replace('.', '/'));
  }

  /** A module has one package below io.syncledger that everything else of it is in. */
  private static Path base(String module) throws IOException {
    var sources = ProjectFiles.root().resolve(module).resolve(SOURCES);
    var folder =
        Files.isDirectory(sources)
            ? sources
            : ProjectFiles.root().resolve(module).resolve("src/test/java/io/syncledger");
    try (var packages = Files.list(folder)) {
      return packages.collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    }
  }

  private static Set<String> classes(String text) {
    return CLASS
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String architecture() throws IOException {
    return Files.readString(ProjectFiles.root().resolve("docs/architecture.md"));
  }
}
