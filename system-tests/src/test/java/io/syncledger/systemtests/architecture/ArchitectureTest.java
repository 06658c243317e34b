package io.syncledger.systemtests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Date;

/**
 * The rules of docs/architecture.md across all modules. ArchUnit fails rules that match no class,
 * so none passes vacuously.
 */
@AnalyzeClasses(
    packages = "io.syncledger",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** Excludes test fixtures that modules share. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String SYNC = "io.syncledger.sync..";
  private static final String INGEST = "io.syncledger.ingest..";
  private static final String STREAMS = "io.syncledger.streams..";
  private static final String QUERY = "io.syncledger.query..";

  @ArchTest
  static final ArchRule sync_service_knows_no_other_service =
      noClasses()
          .that()
          .resideInAPackage(SYNC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, STREAMS, QUERY);

  @ArchTest
  static final ArchRule ingest_service_knows_no_other_service =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SYNC, STREAMS, QUERY);

  @ArchTest
  static final ArchRule metrics_streams_knows_no_other_service =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SYNC, INGEST, QUERY);

  @ArchTest
  static final ArchRule query_api_knows_no_other_service =
      noClasses()
          .that()
          .resideInAPackage(QUERY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SYNC, INGEST, STREAMS);

  @ArchTest
  static final ArchRule services_never_see_the_test_kit =
      noClasses()
          .that()
          .resideInAnyPackage(
              SYNC, INGEST, STREAMS, QUERY, "io.syncledger.http..", "io.syncledger.events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.syncledger.testkit..", "io.syncledger.standalone..");

  @ArchTest
  static final ArchRule what_http_doors_share_knows_no_service =
      noClasses()
          .that()
          .resideInAPackage("io.syncledger.http..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.syncledger..")
                  .and(resideOutsideOfPackages("io.syncledger.http..", "io.syncledger.events..")));

  @ArchTest
  static final ArchRule clocks_are_injected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Date.class);

  /** Micronaut's token validation is reactive only. */
  @ArchTest
  static final ArchRule reactive_types_stay_at_the_stream_to_the_browser_and_the_check_of_tokens =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.syncledger.query.stream..", "io.syncledger.http.token..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("reactor..", "org.reactivestreams..");

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule packages_are_features =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..service..",
              "..services..",
              "..impl..",
              "..dto..",
              "..helpers..");

  @ArchTest
  static final ArchRule what_a_class_needs_comes_through_its_constructor =
      noFields().should().beAnnotatedWith(Inject.class);

  @ArchTest
  static final ArchRule nothing_public_changes_under_a_reader =
      fields().that().arePublic().should().beFinal();

  @ArchTest
  static final ArchRule features_do_not_go_round_in_circles =
      slices().matching("io.syncledger.(*).(*)..").should().beFreeOfCycles();

  /** A file is a top-level class with everything nested in it. */
  @ArchTest
  static final ArchRule files_do_not_depend_on_each_other_in_circles =
      slices().assignedFrom(new SourceFile()).should().beFreeOfCycles();
}
