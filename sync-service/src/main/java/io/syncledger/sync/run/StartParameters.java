package io.syncledger.sync.run;

import io.syncledger.http.Problem;

/** Whether everything is to be taken over, as a query parameter. */
public final class StartParameters {
  public static final String NAME = "full";

  private StartParameters() {}

  /**
   * @throws Problem 400 naming the parameter
   */
  public static boolean parseFull(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(NAME, "must be true or false");
    };
  }
}
