package io.syncledger.sync.source.cliniko;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a list stands. The list is read in the order of {@code updated_at}, always
 * by its first page from the second on that was reached: a row that is edited meanwhile moves to
 * the end and comes again there, and no row can slip from a page to one before it. See ADR 0006.
 *
 * @param baseRequest what is asked for at every step
 * @param second rows that changed before it were all taken; null at the beginning
 * @param idRange null unless that second is read by ranges of ids
 * @param seen rows taken that may come again: those of the second, and undated ones
 * @param takenCount of rows taken
 * @param remaining how many more were announced; null when the source does not say
 */
record KeysetCursor(
    ListRequest baseRequest,
    @Nullable Instant second,
    @Nullable IdRangeCursor idRange,
    Set<RowKey> seen,
    long takenCount,
    @Nullable Long remaining) {

  static KeysetCursor start(ClinikoResource list, Selection selection, KeysetPosition from) {
    var begin = selection instanceof Selection.ChangedSince(var first) ? first : null;
    var reached = from.second() == null ? begin : from.second();
    return new KeysetCursor(
        ListRequest.forSelection(list, selection).sortedBy("updated_at"),
        reached == null ? null : ListRequest.truncateToSecond(reached),
        from.fromId() == null ? null : IdRangeCursor.from(from.fromId()),
        Set.of(),
        0,
        null);
  }

  KeysetPosition position() {
    return new KeysetPosition(second, idRange == null ? null : idRange.from());
  }

  /** Taken and announced together; null when the source does not say. */
  @Nullable Long expectedTotal() {
    return remaining == null ? null : takenCount + remaining;
  }

  /** What to ask for next. */
  ListRequest request() {
    if (second == null) {
      return baseRequest;
    }
    var from = baseRequest.withFilters(List.of("updated_at:>=" + second));
    return idRange == null
        ? from
        // Not <= the second itself: the source may keep fractions that it does not show.
        : from.withFilters(List.of("updated_at:<" + second.plusSeconds(1)))
            .withinIds(idRange.range());
  }

  /** What the answer to {@link #request} means. */
  KeysetStep advance(PageRows rows) {
    if (rows.isTruncated()) {
      return new KeysetStep.Invalid("announces more than it gives");
    }
    if (!matchesRequest(rows)) {
      return new KeysetStep.Invalid("is not what was asked for");
    }
    return idRange == null ? advanceBySecond(rows) : advanceByIdRange(rows, idRange);
  }

  private boolean matchesRequest(PageRows rows) {
    Predicate<Instant> within =
        at -> second == null || (idRange == null ? !at.isBefore(second) : at.equals(second));
    return rows.isSorted()
        && rows.seconds().allMatch(within)
        && (idRange == null || rows.ids().allMatch(idRange.range()::contains));
  }

  private KeysetStep advanceBySecond(PageRows rows) {
    var fresh = rows.unseen(seen);
    var last = rows.latestSecond() == null ? second : rows.latestSecond();
    if (rows.isFull()
        ? fresh.isEmpty() && rows.isComplete()
        : fresh.isEmpty() || rows.isComplete()) {
      return new KeysetStep.End(fresh, moveTo(rows, last, fresh.size(), 0L));
    }
    if (rows.isFull() && (fresh.isEmpty() || rows.isWithinOneSecond())) {
      return switchToIdRanges(rows);
    }
    var announced = rows.reportedTotal();
    return new KeysetStep.Continue(
        fresh,
        moveTo(rows, last, fresh.size(), announced == null ? null : announced - rows.size()));
  }

  private KeysetCursor moveTo(
      PageRows rows, @Nullable Instant last, int fresh, @Nullable Long ahead) {
    var again = mayReappearAfter(last, last != null && last.equals(second) ? seen : Set.of());
    rows.keys().stream().filter(key -> mayReappear(key, last)).forEach(again::add);
    return new KeysetCursor(baseRequest, last, null, again, takenCount + fresh, ahead);
  }

  /** From now on the second that fills a whole page is read by ranges of ids. */
  private KeysetStep switchToIdRanges(PageRows rows) {
    var last = rows.latestSecond();
    var entered = IdRangeCursor.forFullPage(rows);
    if (last == null || entered == null) {
      return new KeysetStep.Invalid("has a page full of records without dates or ids");
    }
    // Undated rows may be of an earlier second, and would not come again.
    var undated = rows.unseenUndated(seen);
    var again = mayReappearAfter(last, seen);
    rows.keys().stream().filter(key -> key.second() == null).forEach(again::add);
    var announced = rows.reportedTotal();
    return new KeysetStep.Continue(
        undated,
        new KeysetCursor(
            baseRequest,
            last,
            entered,
            again,
            takenCount + undated.size(),
            announced == null ? null : Math.max(0, announced - again.size())));
  }

  private KeysetStep advanceByIdRange(PageRows rows, IdRangeCursor inside) {
    if (rows.isFull()) {
      var narrowed = inside.narrowed(rows);
      return narrowed == null
          ? new KeysetStep.Invalid("has a page full of records without ids")
          : new KeysetStep.Continue(
              List.of(),
              new KeysetCursor(baseRequest, second, narrowed, seen, takenCount, remaining));
    }
    var fresh = rows.unseen(seen);
    var known = new HashSet<>(seen);
    known.addAll(rows.keys());
    var now =
        new KeysetCursor(
            baseRequest,
            second,
            inside,
            known,
            takenCount + fresh.size(),
            remaining == null ? null : Math.max(0, remaining - fresh.size()));
    boolean end = fresh.isEmpty() || rows.isComplete();
    return new KeysetStep.Continue(fresh, end ? now.afterIdRange(inside.afterRange(rows)) : now);
  }

  private KeysetCursor afterIdRange(@Nullable IdRangeCursor next) {
    if (next == null) {
      var after = second == null ? null : second.plusSeconds(1);
      return new KeysetCursor(
          baseRequest, after, null, mayReappearAfter(after, seen), takenCount, remaining);
    }
    return new KeysetCursor(
        baseRequest,
        second,
        next,
        seen.stream()
            .filter(
                key ->
                    key.id() == null
                        || key.second() == null
                        || next.rangeToEnd().contains(key.id()))
            .collect(Collectors.toSet()),
        takenCount,
        remaining);
  }

  private static Set<RowKey> mayReappearAfter(@Nullable Instant second, Set<RowKey> taken) {
    return taken.stream()
        .filter(key -> mayReappear(key, second))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean mayReappear(RowKey key, @Nullable Instant second) {
    return key.second() == null || key.second().equals(second);
  }
}
