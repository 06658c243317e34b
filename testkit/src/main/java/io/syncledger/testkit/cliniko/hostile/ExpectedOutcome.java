package io.syncledger.testkit.cliniko.hostile;

/** What a good client can make of a hostile switch. */
public enum ExpectedOutcome {
  /** It ends equal to the clinic. */
  SURVIVABLE,
  /**
   * It ends equal to the clinic but for the records it may have refused; {@code Table.spoiled()}
   * names them.
   */
  SOME_REFUSED,
  /** Its run fails, and it tells nothing that is not so. */
  FATAL
}
