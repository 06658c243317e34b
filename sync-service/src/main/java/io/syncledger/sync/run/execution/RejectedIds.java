package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.cliniko.IdRange;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The records that a run could not take over: they are missing here for a reason.
 *
 * @param ids in the order of {@link IdRange#ORDER}
 * @param withoutId how many had no id
 */
record RejectedIds(SortedSet<String> ids, long withoutId) {

  static RejectedIds of(Collection<String> ids, long nameless) {
    var sorted = new TreeSet<>(IdRange.ORDER);
    ids.stream().filter(IdRange::isId).forEach(sorted::add);
    return new RejectedIds(sorted, nameless);
  }

  long count() {
    return ids.size() + withoutId;
  }

  long count(IdRange range) {
    return ids.stream().filter(range::contains).count();
  }
}
