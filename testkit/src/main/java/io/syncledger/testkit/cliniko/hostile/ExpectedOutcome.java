package io.syncledger.testkit.cliniko.hostile;

/** The best possible outcome of a sync under a hostile switch. */
public enum ExpectedOutcome {
  /** The copy equals the clinic. */
  SURVIVABLE,
  /**
   * The copy equals the clinic except for rejected records; {@code Table.corruptedIds()} names
   * them.
   */
  SOME_REFUSED,
  /** The run fails, and everything that it reports is correct. */
  FATAL
}
