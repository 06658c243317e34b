package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.IdRange;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The records that a run could not take over: they are missing here for a reason.
 *
 * @param ids in the order of {@link IdRange#ORDER}
 * @param nameless how many had no id
 */
record Refused(SortedSet<String> ids, long nameless) {

  static Refused of(Collection<String> ids, long nameless) {
    var sorted = new TreeSet<>(IdRange.ORDER);
    ids.stream().filter(IdRange::isId).forEach(sorted::add);
    return new Refused(sorted, nameless);
  }

  long count() {
    return ids.size() + nameless;
  }

  long count(IdRange range) {
    return ids.stream().filter(range::contains).count();
  }
}
