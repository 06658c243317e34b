package io.syncledger.sync.run;

import io.syncledger.sync.cliniko.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far.
 *
 * @param statements sent to the database to store records and their events
 * @param latestChange the greatest {@code updated_at} received; null while there is none
 */
record Tally(
    long records,
    long rejected,
    long requests,
    long statements,
    Times times,
    @Nullable Instant latestChange) {

  static final Tally NONE = new Tally(0, 0, 0, 0, new Times(0, 0, 0), null);

  /** Milliseconds spent on each kind of work; the kinds overlap. */
  record Times(long fetch, long processing, long database) {
    Times plus(Times other) {
      return new Times(
          fetch + other.fetch, processing + other.processing, database + other.database);
    }
  }

  Tally plus(Page page, PageCommit.Committed committed, Times spent) {
    return new Tally(
        records + page.records().size(),
        rejected + committed.rejected(),
        requests + page.requests(),
        statements + committed.statements(),
        times.plus(spent),
        later(latestChange, committed.latestChange()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
