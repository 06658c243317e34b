package io.syncledger.sync.cliniko;

import java.util.List;

/** What an answer means for a walk. */
sealed interface Step {

  /**
   * The walk goes on.
   *
   * @param fresh rows that it had not taken; may be empty
   */
  record On(List<RawRecord> fresh, Keyset now) implements Step {}

  /**
   * The walk is at its end.
   *
   * @param fresh rows that it had not taken; may be empty
   */
  record End(List<RawRecord> fresh, Keyset now) implements Step {}

  /** The answer cannot be right; going on from it could miss records. */
  record Fault(String what) implements Step {}
}
