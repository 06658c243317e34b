package io.syncledger.sync.run;

import io.syncledger.events.SyncMode;
import io.syncledger.http.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A mode as a query parameter; not every path knows every mode. */
public final class ModeParameter {
  private ModeParameter() {}

  /**
   * @throws Problem 400 naming the parameter
   */
  public static SyncMode parse(String parameter, String text, List<SyncMode> known) {
    return known.stream()
        .filter(mode -> mode.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                    parameter,
                    "must be one of "
                        + known.stream()
                            .map(SyncMode::toString)
                            .collect(Collectors.joining(", "))));
  }
}
