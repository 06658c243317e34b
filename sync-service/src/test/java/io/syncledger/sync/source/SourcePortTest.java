package io.syncledger.sync.source;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A source is a port: the engine knows none by name. */
@AnalyzeClasses(
    packages = "io.syncledger.sync",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SourcePortTest {
  /** Cliniko as a source, and the REST paths that bear its name. */
  private static final String[] CLINIKO = {
    "io.syncledger.sync.source.cliniko..", "io.syncledger.sync.cliniko.."
  };

  private static final Path SOURCES = Path.of("src/main/java/io/syncledger/sync");

  @ArchTest
  static final ArchRule only_its_own_packages_depend_on_a_source =
      noClasses()
          .that(resideOutsideOfPackages(CLINIKO))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLINIKO);

  @ArchTest
  static final ArchRule only_classes_of_these_packages_bear_the_name_of_a_source =
      noClasses()
          .that(resideOutsideOfPackages(CLINIKO))
          .should()
          .haveNameMatching("(?i).*cliniko.*");

  @ArchTest
  static final ArchRule the_port_knows_no_engine =
      noClasses()
          .that()
          .resideInAPackage("io.syncledger.sync.source..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.syncledger.sync.run..",
              "io.syncledger.sync.records..",
              "io.syncledger.sync.consistency..",
              "io.syncledger.sync.schedule..",
              "io.syncledger.sync.deadletters..",
              "io.syncledger.sync.credentials..",
              "io.syncledger.sync.organizations..",
              "io.syncledger.sync.outbox..");

  /** Also in messages, settings and comments. */
  @Test
  void no_other_source_file_mentions_cliniko() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.startsWith(SOURCES.resolve("source/cliniko")))
                  .filter(file -> !file.startsWith(SOURCES.resolve("cliniko")))
                  .filter(file -> text(file).toLowerCase(Locale.ROOT).contains("cliniko")))
          .isEmpty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
