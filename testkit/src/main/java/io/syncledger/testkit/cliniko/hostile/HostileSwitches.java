package io.syncledger.testkit.cliniko.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The catalogue of hostile switches. */
public final class HostileSwitches {

  private HostileSwitches() {}

  /** All switches; those that damage a response come before those that determine its contents. */
  public static List<HostileSwitch> all() {
    return Stream.<HostileSwitch[]>of(
            TransportSwitch.values(),
            ErrorResponseSwitch.values(),
            ListSwitch.values(),
            ChangeSwitch.values(),
            RecordSwitch.values(),
            FormatSwitch.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /**
   * @throws IllegalArgumentException if there is no such switch
   */
  public static HostileSwitch named(String name) {
    return all().stream()
        .filter(known -> known.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no hostile switch " + name));
  }
}
