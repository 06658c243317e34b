package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.Selection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where reading a list stands. The list is read in the order of {@code updated_at}, always by its
 * first page from the second on that was reached: a record that is edited meanwhile moves to the
 * end and is read again there, and no record can slip from a page to one before it. See ADR 0006.
 *
 * @param baseRequest asks for the whole selection
 * @param second everything that changed before it was read; null at the beginning
 * @param idRange null unless that second is read by ranges of ids
 * @param seen rows already read that may come again: those of the second, and undated ones
 * @param takenCount how many rows were read
 * @param remaining how many more were reportedTotal; null when the source does not say
 */
record KeysetCursor(
    ListRequest baseRequest,
    @Nullable Instant second,
    @Nullable IdRangeCursor idRange,
    Set<RowKey> readBefore,
    long rowsRead,
    @Nullable Long remaining) {

  /** What a page means for the cursor. */
  sealed interface CursorStep {}

  /**
   * Reading continues.
   *
   * @param unseen rows of the page that were not read before; may be empty
   */
  record Continue(List<RawRecord> newRows, KeysetCursor cursor) implements CursorStep {}

  /**
   * The list was read to its end.
   *
   * @param unseen rows of the page that were not read before; may be empty
   */
  record End(List<RawRecord> newRows, KeysetCursor cursor) implements CursorStep {}

  /** The page cannot be right; continuing from it could miss records. */
  record Invalid(String problem) implements CursorStep {}

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

  /** Rows read and rows announced together; null when the source does not say. */
  @Nullable Long expectedTotal() {
    return remaining == null ? null : rowsRead + remaining;
  }

  /** The next request. */
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

  /** Interprets the rows that answer {@link #request}. */
  CursorStep advance(PageRows rows) {
    if (rows.isTruncated()) {
      return new Invalid("announces more than it gives");
    }
    if (!matchesRequest(rows)) {
      return new Invalid("is not what was asked for");
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

  private CursorStep advanceBySecond(PageRows rows) {
    var unseen = rows.newRows(readBefore);
    var last = rows.latestSecond() == null ? second : rows.latestSecond();
    if (rows.isFull()
        ? unseen.isEmpty() && rows.isComplete()
        : unseen.isEmpty() || rows.isComplete()) {
      return new End(unseen, moveTo(rows, last, unseen.size(), 0L));
    }
    if (rows.isFull() && (unseen.isEmpty() || rows.isWithinOneSecond())) {
      return switchToIdRanges(rows);
    }
    var reportedTotal = rows.reportedTotal();
    return new Continue(
        unseen,
        moveTo(
            rows, last, unseen.size(), reportedTotal == null ? null : reportedTotal - rows.size()));
  }

  private KeysetCursor moveTo(
      PageRows rows, @Nullable Instant last, int unseen, @Nullable Long remainingNow) {
    var maybeAgain =
        mayReappearAfter(last, last != null && last.equals(second) ? readBefore : Set.of());
    rows.keys().stream().filter(key -> mayReappear(key, last)).forEach(maybeAgain::add);
    return new KeysetCursor(baseRequest, last, null, maybeAgain, rowsRead + unseen, remainingNow);
  }

  /** A second that fills a whole page is read by ranges of ids from now on. */
  private CursorStep switchToIdRanges(PageRows rows) {
    var last = rows.latestSecond();
    var entered = IdRangeCursor.forFullPage(rows);
    if (last == null || entered == null) {
      return new Invalid("has a page full of records without dates or ids");
    }
    // Undated rows may belong to an earlier second, and would not be read again.
    var undated = rows.newUndatedRows(readBefore);
    var maybeAgain = mayReappearAfter(last, readBefore);
    rows.keys().stream().filter(key -> key.second() == null).forEach(maybeAgain::add);
    var reportedTotal = rows.reportedTotal();
    return new Continue(
        undated,
        new KeysetCursor(
            baseRequest,
            last,
            entered,
            maybeAgain,
            rowsRead + undated.size(),
            reportedTotal == null ? null : Math.max(0, reportedTotal - maybeAgain.size())));
  }

  private CursorStep advanceByIdRange(PageRows rows, IdRangeCursor inside) {
    if (rows.isFull()) {
      var narrowed = inside.narrowed(rows);
      return narrowed == null
          ? new Invalid("has a page full of records without ids")
          : new Continue(
              List.of(),
              new KeysetCursor(baseRequest, second, narrowed, readBefore, rowsRead, remaining));
    }
    var unseen = rows.newRows(readBefore);
    var known = new HashSet<>(readBefore);
    known.addAll(rows.keys());
    var now =
        new KeysetCursor(
            baseRequest,
            second,
            inside,
            known,
            rowsRead + unseen.size(),
            remaining == null ? null : Math.max(0, remaining - unseen.size()));
    boolean end = unseen.isEmpty() || rows.isComplete();
    return new Continue(unseen, end ? now.afterIdRange(inside.afterRange(rows)) : now);
  }

  private KeysetCursor afterIdRange(@Nullable IdRangeCursor next) {
    if (next == null) {
      var after = second == null ? null : second.plusSeconds(1);
      return new KeysetCursor(
          baseRequest, after, null, mayReappearAfter(after, readBefore), rowsRead, remaining);
    }
    return new KeysetCursor(
        baseRequest,
        second,
        next,
        readBefore.stream()
            .filter(
                key ->
                    key.id() == null
                        || key.second() == null
                        || next.rangeToEnd().contains(key.id()))
            .collect(Collectors.toSet()),
        rowsRead,
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
