package io.syncledger.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/**
 * The dependencies of the packages of this module. ArchUnit itself fails a rule that matches no
 * class.
 */
@AnalyzeClasses(
    packages = "io.syncledger.events",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_model_sees_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("io.syncledger.events")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations", "io.syncledger.events");

  @ArchTest
  static final ArchRule folds_see_only_the_model_and_the_sketch =
      classes()
          .that()
          .resideInAPackage("io.syncledger.events.fold")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "io.syncledger.events",
              "io.syncledger.events.fold",
              "com.datadoghq.sketch.ddsketch.mapping");

  @ArchTest
  static final ArchRule alerts_see_only_the_model_and_the_folds =
      classes()
          .that()
          .resideInAPackage("io.syncledger.events.alert")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "io.syncledger.events",
              "io.syncledger.events.fold",
              "io.syncledger.events.alert");

  @ArchTest
  static final ArchRule nothing_reads_a_clock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
