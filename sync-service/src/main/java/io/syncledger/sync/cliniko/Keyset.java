package io.syncledger.sync.cliniko;

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
 * @param list what is asked for at every step
 * @param second rows that changed before it were all taken; null at the beginning
 * @param inside null unless that second is read by ranges of ids
 * @param taken rows taken that may come again: those of the second, and undated ones
 * @param count of rows taken
 * @param ahead how many more were announced; null when the source does not say
 */
record Keyset(
    ListRequest list,
    @Nullable Instant second,
    @Nullable Inside inside,
    Set<RowKey> taken,
    long count,
    @Nullable Long ahead) {

  static Keyset at(ClinikoResource list, Selection selection, Position from) {
    var begin = selection instanceof Selection.Changed(var first) ? first : null;
    var reached = from.updatedAt() == null ? begin : from.updatedAt();
    return new Keyset(
        ListRequest.selected(list, selection).sorted("updated_at"),
        reached == null ? null : ListRequest.second(reached),
        from.idFrom() == null ? null : Inside.from(from.idFrom()),
        Set.of(),
        0,
        null);
  }

  Position position() {
    return new Position(second, inside == null ? null : inside.from());
  }

  /** Taken and announced together; null when the source does not say. */
  @Nullable Long total() {
    return ahead == null ? null : count + ahead;
  }

  /** What to ask for next. */
  ListRequest request() {
    if (second == null) {
      return list;
    }
    var from = list.with(List.of("updated_at:>=" + second));
    return inside == null
        ? from
        // Not <= the second itself: the source may keep fractions that it does not show.
        : from.with(List.of("updated_at:<" + second.plusSeconds(1))).within(inside.range());
  }

  /** What the answer to {@link #request} means. */
  Step after(Rows rows) {
    if (rows.cutShort()) {
      return new Step.Fault("announces more than it gives");
    }
    if (!asAsked(rows)) {
      return new Step.Fault("is not what was asked for");
    }
    return inside == null ? open(rows) : inside(rows, inside);
  }

  private boolean asAsked(Rows rows) {
    Predicate<Instant> within =
        at -> second == null || (inside == null ? !at.isBefore(second) : at.equals(second));
    return rows.inOrder()
        && rows.seconds().allMatch(within)
        && (inside == null || rows.ids().allMatch(inside.range()::contains));
  }

  private Step open(Rows rows) {
    var fresh = rows.fresh(taken);
    var last = rows.last() == null ? second : rows.last();
    if (rows.full() ? fresh.isEmpty() && rows.complete() : fresh.isEmpty() || rows.complete()) {
      return new Step.End(fresh, onwards(rows, last, fresh.size(), 0L));
    }
    if (rows.full() && (fresh.isEmpty() || rows.withinOneSecond())) {
      return entered(rows);
    }
    var announced = rows.announced();
    return new Step.On(
        fresh,
        onwards(rows, last, fresh.size(), announced == null ? null : announced - rows.size()));
  }

  private Keyset onwards(Rows rows, @Nullable Instant last, int fresh, @Nullable Long ahead) {
    var again = again(last, last != null && last.equals(second) ? taken : Set.of());
    rows.keys().stream().filter(key -> mayComeAgain(key, last)).forEach(again::add);
    return new Keyset(list, last, null, again, count + fresh, ahead);
  }

  /** From now on the second that fills a whole page is read by ranges of ids. */
  private Step entered(Rows rows) {
    var last = rows.last();
    var entered = Inside.entered(rows);
    if (last == null || entered == null) {
      return new Step.Fault("has a page full of records without dates or ids");
    }
    // Undated rows may be of an earlier second, and would not come again.
    var undated = rows.freshUndated(taken);
    var again = again(last, taken);
    rows.keys().stream().filter(key -> key.second() == null).forEach(again::add);
    var announced = rows.announced();
    return new Step.On(
        undated,
        new Keyset(
            list,
            last,
            entered,
            again,
            count + undated.size(),
            announced == null ? null : Math.max(0, announced - again.size())));
  }

  private Step inside(Rows rows, Inside inside) {
    if (rows.full()) {
      var narrowed = inside.narrowed(rows);
      return narrowed == null
          ? new Step.Fault("has a page full of records without ids")
          : new Step.On(List.of(), new Keyset(list, second, narrowed, taken, count, ahead));
    }
    var fresh = rows.fresh(taken);
    var known = new HashSet<>(taken);
    known.addAll(rows.keys());
    var now =
        new Keyset(
            list,
            second,
            inside,
            known,
            count + fresh.size(),
            ahead == null ? null : Math.max(0, ahead - fresh.size()));
    boolean end = fresh.isEmpty() || rows.complete();
    return new Step.On(fresh, end ? now.afterRange(inside.next(rows)) : now);
  }

  private Keyset afterRange(@Nullable Inside next) {
    if (next == null) {
      var after = second == null ? null : second.plusSeconds(1);
      return new Keyset(list, after, null, again(after, taken), count, ahead);
    }
    return new Keyset(
        list,
        second,
        next,
        taken.stream()
            .filter(
                key ->
                    key.id() == null || key.second() == null || next.onwards().contains(key.id()))
            .collect(Collectors.toSet()),
        count,
        ahead);
  }

  private static Set<RowKey> again(@Nullable Instant second, Set<RowKey> taken) {
    return taken.stream()
        .filter(key -> mayComeAgain(key, second))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean mayComeAgain(RowKey key, @Nullable Instant second) {
    return key.second() == null || key.second().equals(second);
  }
}
