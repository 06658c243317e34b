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
 * Position in a list that is being read. The list is read in the order of {@code updated_at},
 * always by its first page from the second on that was reached: a record that is edited meanwhile
 * moves to the end and is read again there, and no record can slip from a page to one before it.
 * See ADR 0006.
 *
 * @param baseRequest asks for the whole selection
 * @param second everything that changed before it was read; null at the beginning
 * @param idRange null unless that second is read by ranges of ids
 * @param readBefore rows already read that may come again: those of the second, and undated ones
 * @param rowsRead rows that were read
 * @param remaining rows that the source announced and that were not read yet; null if it reports no
 *     total
 */
record KeysetCursor(
    ListRequest baseRequest,
    @Nullable Instant second,
    @Nullable IdRangeCursor idRange,
    Set<RowKey> readBefore,
    long rowsRead,
    @Nullable Long remaining) {

  /** Result of interpreting a page. */
  sealed interface CursorStep {}

  /**
   * Reading continues.
   *
   * @param newRows rows of the page that were not read before; may be empty
   */
  record Continue(List<RawRecord> newRows, KeysetCursor cursor) implements CursorStep {}

  /**
   * The list was read to its end.
   *
   * @param newRows rows of the page that were not read before; may be empty
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

  /** Rows read and rows announced together; null if it reports no total. */
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

  /** Interprets the rows of the response to {@link #request}. */
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
    var newRows = rows.newRows(readBefore);
    var last = rows.latestSecond() == null ? second : rows.latestSecond();
    if (rows.isFull()
        ? newRows.isEmpty() && rows.isComplete()
        : newRows.isEmpty() || rows.isComplete()) {
      return new End(newRows, moveTo(rows, last, newRows.size(), 0L));
    }
    if (rows.isFull() && (newRows.isEmpty() || rows.isWithinOneSecond())) {
      return switchToIdRanges(rows);
    }
    var reportedTotal = rows.reportedTotal();
    return new Continue(
        newRows,
        moveTo(
            rows,
            last,
            newRows.size(),
            reportedTotal == null ? null : reportedTotal - rows.size()));
  }

  private KeysetCursor moveTo(
      PageRows rows, @Nullable Instant last, int newRows, @Nullable Long remainingNow) {
    var mayReappear =
        mayReappearAfter(last, last != null && last.equals(second) ? readBefore : Set.of());
    rows.keys().stream().filter(key -> mayReappear(key, last)).forEach(mayReappear::add);
    return new KeysetCursor(baseRequest, last, null, mayReappear, rowsRead + newRows, remainingNow);
  }

  /** A second that fills a whole page is read by ranges of ids from now on. */
  private CursorStep switchToIdRanges(PageRows rows) {
    var last = rows.latestSecond();
    var firstRange = IdRangeCursor.forFullPage(rows);
    if (last == null || firstRange == null) {
      return new Invalid("has a page full of records without dates or ids");
    }
    // Undated rows may belong to an earlier second, and would not be read again.
    var undated = rows.newUndatedRows(readBefore);
    var mayReappear = mayReappearAfter(last, readBefore);
    rows.keys().stream().filter(key -> key.second() == null).forEach(mayReappear::add);
    var reportedTotal = rows.reportedTotal();
    return new Continue(
        undated,
        new KeysetCursor(
            baseRequest,
            last,
            firstRange,
            mayReappear,
            rowsRead + undated.size(),
            reportedTotal == null ? null : Math.max(0, reportedTotal - mayReappear.size())));
  }

  private CursorStep advanceByIdRange(PageRows rows, IdRangeCursor range) {
    if (rows.isFull()) {
      var narrowed = range.narrowed(rows);
      return narrowed == null
          ? new Invalid("has a page full of records without ids")
          : new Continue(
              List.of(),
              new KeysetCursor(baseRequest, second, narrowed, readBefore, rowsRead, remaining));
    }
    var newRows = rows.newRows(readBefore);
    var allRead = new HashSet<>(readBefore);
    allRead.addAll(rows.keys());
    var next =
        new KeysetCursor(
            baseRequest,
            second,
            range,
            allRead,
            rowsRead + newRows.size(),
            remaining == null ? null : Math.max(0, remaining - newRows.size()));
    boolean end = newRows.isEmpty() || rows.isComplete();
    return new Continue(newRows, end ? next.afterIdRange(range.afterRange(rows)) : next);
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

  private static Set<RowKey> mayReappearAfter(@Nullable Instant second, Set<RowKey> keys) {
    return keys.stream()
        .filter(key -> mayReappear(key, second))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean mayReappear(RowKey key, @Nullable Instant second) {
    return key.second() == null || key.second().equals(second);
  }
}
