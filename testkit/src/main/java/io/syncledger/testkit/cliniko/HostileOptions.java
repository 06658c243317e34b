package io.syncledger.testkit.cliniko;

import io.syncledger.testkit.cliniko.hostile.ChangeSwitch;
import io.syncledger.testkit.cliniko.hostile.ExpectedOutcome;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.HostileSwitches;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Command-line options that make the simulated Cliniko misbehave. */
final class HostileOptions {

  private static final String MIX = "mix:";
  private static final double SELDOM = 0.1;
  private static final List<HostileSwitch> STAFF =
      List.of(
          ChangeSwitch.INSERTS_BETWEEN_PAGES,
          ChangeSwitch.EDITS_BETWEEN_PAGES,
          ChangeSwitch.ARCHIVES_BETWEEN_PAGES,
          ChangeSwitch.UNARCHIVES_BETWEEN_PAGES,
          ChangeSwitch.CANCELLATIONS_BETWEEN_PAGES,
          ChangeSwitch.VANISHINGS_BETWEEN_PAGES,
          ChangeSwitch.LATE_COMMITS);

  @Option(
      names = "--hostile",
      paramLabel = "SWITCH",
      split = ",",
      description =
          "Hostile switches by name, mix:SEED for a few chosen by a seed, or all for all that a"
              + " correct client survives. May be repeated.")
  private List<String> switches = new ArrayList<>();

  @Option(
      names = "--mutate",
      description =
          "Add, edit, archive, unarchive, cancel or remove a record after about every second page,"
              + " as long as the simulator runs.")
  private boolean staffEdits;

  @Option(
      names = "--pause",
      paramLabel = "MS",
      defaultValue = "35000",
      description = "How long slow responses take (default: ${DEFAULT-VALUE}).")
  private long pause;

  @Option(names = "--list-switches", description = "Print all hostile switches and exit.")
  private boolean listSwitches;

  boolean printsListOnly() {
    return listSwitches;
  }

  /**
   * @throws IllegalArgumentException if a switch is unknown
   */
  List<HostileSwitch> selected() {
    return switches.stream().flatMap(name -> named(name.strip())).distinct().toList();
  }

  void activate(ClinikoSimulator cliniko, long seed) {
    Intensity intensity = Intensity.of(seed).withDelay(Duration.ofMillis(pause));
    new HostileMix(seed, selected()).activate(cliniko, intensity);
    if (staffEdits) {
      new HostileMix(seed, STAFF)
          .activate(cliniko, intensity.withProbability(SELDOM).withMaxChanges(Integer.MAX_VALUE));
    }
  }

  /** All switches, one per line. */
  static String listing() {
    return HostileSwitches.all().stream()
        .map(one -> describe(one) + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** A switch's name, its effect, and the expected behaviour of a correct client. */
  static String describe(HostileSwitch one) {
    String outcome = one.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String waits = one.delaysClient() ? ", after a wait" : "";
    return "%-32s%s [%s%s]".formatted(one.name(), one.description(), outcome, waits);
  }

  private static Stream<HostileSwitch> named(String name) {
    if (name.equalsIgnoreCase("all")) {
      return HostileSwitches.all().stream().filter(one -> one.outcome() != ExpectedOutcome.FATAL);
    }
    if (name.startsWith(MIX)) {
      return HostileMix.of(seed(name.substring(MIX.length()))).switches().stream();
    }
    return Stream.of(HostileSwitches.named(name));
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("mix: needs a number, not " + text, e);
    }
  }
}
