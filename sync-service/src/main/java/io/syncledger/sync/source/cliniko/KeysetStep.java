package io.syncledger.sync.source.cliniko;

import java.util.List;

/** What an answer means for a walk. */
sealed interface KeysetStep {

  /**
   * The walk goes on.
   *
   * @param unseen rows that it had not taken; may be empty
   */
  record Continue(List<RawRecord> unseen, KeysetCursor cursor) implements KeysetStep {}

  /**
   * The walk is at its end.
   *
   * @param unseen rows that it had not taken; may be empty
   */
  record End(List<RawRecord> unseen, KeysetCursor cursor) implements KeysetStep {}

  /** The answer cannot be right; going on from it could miss records. */
  record Invalid(String problem) implements KeysetStep {}
}
