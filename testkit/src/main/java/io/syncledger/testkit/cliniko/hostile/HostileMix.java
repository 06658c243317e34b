package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A few hostile switches at once, chosen by a seed. */
public record HostileMix(long seed, List<HostileSwitch> switches) {

  private static final int FEWEST = 2;
  private static final int MOST = 5;

  public HostileMix {
    switches = List.copyOf(switches);
  }

  /** Two to five switches that a correct client survives without waiting for minutes. */
  public static HostileMix of(long seed) {
    return of(seed, one -> one.outcome() != ExpectedOutcome.FATAL && !one.delaysClient());
  }

  /** Two to five of these switches. */
  public static HostileMix of(long seed, Predicate<HostileSwitch> allowed) {
    List<HostileSwitch> catalogue = HostileSwitches.all();
    List<HostileSwitch> choice = new ArrayList<>(catalogue.stream().filter(allowed).toList());
    Random random = new Random(seed);
    Collections.shuffle(choice, random);
    int size = random.nextInt(FEWEST, MOST + 1);
    return new HostileMix(
        seed,
        choice.stream()
            .limit(size)
            // In the order of the catalogue, faults are applied to each other's responses
            // correctly.
            .sorted(Comparator.comparingInt(catalogue::indexOf))
            .toList());
  }

  public void activate(ClinikoSimulator cliniko, Intensity intensity) {
    switches.forEach(one -> one.activate(cliniko, intensity));
  }

  public void activate(ClinikoSimulator cliniko) {
    activate(cliniko, Intensity.of(seed));
  }

  /** The worst outcome of all switches. */
  public ExpectedOutcome outcome() {
    return switches.stream()
        .map(HostileSwitch::outcome)
        .max(Comparator.naturalOrder())
        .orElse(ExpectedOutcome.SURVIVABLE);
  }

  /** A description for the message of a failing test. */
  public String describe() {
    return switches.stream()
        .map(one -> one.name() + " (" + one.description() + ")")
        .collect(Collectors.joining(", ", "hostile mix " + seed + ": ", ""));
  }
}
