package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.Tombstone;
import io.syncledger.sync.source.cliniko.InMemoryList.Row;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetCursorTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final KeysetCursor BEGIN =
      at(new Selection.ChangedSince(null), KeysetPosition.START);

  @Test
  void the_first_request_lists_everything_in_the_order_of_change() {
    assertThat(BEGIN.request().filters()).containsExactly("archived_at:*");
    assertThat(BEGIN.request().sort()).isEqualTo("updated_at");
    assertThat(BEGIN.request().perPage()).isEqualTo(100);
  }

  @Test
  void requests_include_records_that_a_list_hides_by_default() {
    var marked = new Selection.TombstonedSince(Tombstone.CANCELLED_AT, NOON.plusMillis(700));
    var begin = KeysetCursor.start(ClinikoResource.APPOINTMENTS, marked, KeysetPosition.START);

    assertThat(begin.request().filters())
        .containsExactly("archived_at:*", "cancelled_at:*", "cancelled_at:>=2026-01-31T12:00:00Z");
  }

  @Test
  void a_walk_begins_at_its_position_rather_than_at_its_selection() {
    var changed = new Selection.ChangedSince(NOON);

    assertThat(at(changed, KeysetPosition.START).request().filters())
        .endsWith("updated_at:>=2026-01-31T12:00:00Z");
    assertThat(at(changed, new KeysetPosition(NOON.plusSeconds(9), null)).request().filters())
        .endsWith("updated_at:>=2026-01-31T12:00:09Z");
    assertThat(at(changed, new KeysetPosition(NOON.plusSeconds(9), "77")).request().filters())
        .endsWith(
            "updated_at:>=2026-01-31T12:00:09Z", "updated_at:<2026-01-31T12:00:10Z", "id:>=77");
  }

  @Test
  void a_page_that_holds_all_rows_ends_the_walk() {
    var step = BEGIN.advance(rows(2L, row(1, 0), row(2, 1)));

    assertThat(step).isInstanceOf(KeysetCursor.End.class);
    assertThat(((KeysetCursor.End) step).newRows()).hasSize(2);
    assertThat(((KeysetCursor.End) step).cursor().expectedTotal()).isEqualTo(2);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(longs = {0, 1})
  void without_a_plausible_total_one_more_request_confirms_the_end(@Nullable Long total) {
    var answer = rows(total, row(1, 0), row(2, 1));

    var first = (KeysetCursor.Continue) BEGIN.advance(answer);
    assertThat(first.newRows()).hasSize(2);
    assertThat(first.cursor().expectedTotal()).isNull();
    assertThat(first.cursor().request().filters()).endsWith("updated_at:>=2026-01-31T12:00:01Z");

    var second = first.cursor().advance(rows(total, row(2, 1)));
    assertThat(second).isInstanceOf(KeysetCursor.End.class);
    assertThat(((KeysetCursor.End) second).newRows()).isEmpty();
  }

  @Test
  void a_full_page_is_never_the_last_one_even_if_its_total_is_reached() {
    var step = BEGIN.advance(rows(100L, many(100)));

    assertThat(step).isInstanceOf(KeysetCursor.Continue.class);
    assertThat(((KeysetCursor.Continue) step).cursor().expectedTotal()).isEqualTo(100);
  }

  @Test
  void an_empty_or_short_page_is_no_end_while_more_is_announced() {
    assertThat(BEGIN.advance(rows(1L))).isInstanceOf(KeysetCursor.Invalid.class);
    assertThat(BEGIN.advance(rows(100L, many(99)))).isInstanceOf(KeysetCursor.Invalid.class);

    var now = ((KeysetCursor.Continue) BEGIN.advance(rows(150L, many(100)))).cursor();
    assertThat(now.advance(rows(2L, row(100, 99)))).isInstanceOf(KeysetCursor.Invalid.class);
  }

  @Test
  void rows_in_another_order_or_from_before_are_invalid() {
    assertThat(BEGIN.advance(rows(2L, row(1, 5), row(2, 4))))
        .isInstanceOf(KeysetCursor.Invalid.class);

    var late = at(new Selection.ChangedSince(NOON.plusSeconds(7)), KeysetPosition.START);
    assertThat(late.advance(rows(1L, row(1, 6)))).isInstanceOf(KeysetCursor.Invalid.class);
  }

  @Test
  void rows_outside_the_requested_range_are_invalid() {
    var inside = at(new Selection.ChangedSince(null), new KeysetPosition(NOON, "50"));

    assertThat(inside.advance(rows(1L, row(50, 0)))).isInstanceOf(KeysetCursor.Continue.class);
    assertThat(inside.advance(rows(1L, row(49, 0)))).isInstanceOf(KeysetCursor.Invalid.class);
    assertThat(inside.advance(rows(1L, row(50, 1)))).isInstanceOf(KeysetCursor.Invalid.class);
  }

  @Test
  void a_row_that_a_page_repeats_is_returned_once() {
    var step = (KeysetCursor.End) BEGIN.advance(rows(3L, row(1, 0), row(1, 0), row(2, 0)));

    assertThat(step.newRows()).hasSize(2);
    assertThat(step.cursor().expectedTotal()).isEqualTo(2);
  }

  @Test
  void an_edited_row_is_returned_again() {
    var now = ((KeysetCursor.Continue) BEGIN.advance(rows(null, row(1, 0)))).cursor();

    assertThat(((KeysetCursor.Continue) now.advance(rows(null, row(1, 3)))).newRows()).hasSize(1);
  }

  @Test
  void a_second_that_fills_a_page_is_read_by_ranges_of_ids() {
    var step = (KeysetCursor.Continue) BEGIN.advance(rows(180L, sameSecond(100)));
    assertThat(step.newRows()).isEmpty();
    assertThat(step.cursor().expectedTotal()).isEqualTo(180);
    assertThat(step.cursor().request().filters())
        .endsWith(
            "updated_at:>=2026-01-31T12:00:00Z", "updated_at:<2026-01-31T12:00:01Z", "id:<51");

    var below = (KeysetCursor.Continue) step.cursor().advance(rows(50L, sameSecond(50)));
    assertThat(below.newRows()).hasSize(50);
    assertThat(below.cursor().position()).isEqualTo(new KeysetPosition(NOON, "51"));

    var above = (KeysetCursor.Continue) below.cursor().advance(rows(2L, row(51, 0), row(52, 0)));
    assertThat(above.cursor().position()).isEqualTo(new KeysetPosition(NOON.plusSeconds(1), null));
  }

  @Test
  void a_full_page_of_rows_without_distinct_ids_or_times_is_a_fault() {
    var nameless = IntStream.range(0, 100).mapToObj(i -> new Row("" + i, NOON, false, true));
    assertThat(BEGIN.advance(rows(200L, nameless.toArray(Row[]::new))))
        .isInstanceOf(KeysetCursor.Invalid.class);

    var undated = IntStream.range(0, 100).mapToObj(i -> new Row("" + i, NOON, true, false));
    var answer = rows(200L, undated.toArray(Row[]::new));
    var step = (KeysetCursor.Continue) BEGIN.advance(answer);
    assertThat(step.newRows()).hasSize(100);
    assertThat(step.cursor().advance(answer)).isInstanceOf(KeysetCursor.Invalid.class);
  }

  @Test
  void numeric_ids_are_accepted() {
    var source = new InMemoryList(new Random(1));
    source.put("1390726237298631770", NOON);
    var record = source.rows().getFirst().json();
    var number = record.json().deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) number).put("id", 1390726237298631770L);

    assertThat(RowKey.of(new RawRecord(number, 1))).isEqualTo(RowKey.of(record));
  }

  private static KeysetCursor at(Selection selection, KeysetPosition from) {
    return KeysetCursor.start(ClinikoResource.PATIENTS, selection, from);
  }

  private static Row row(int id, int second) {
    return new Row("" + id, NOON.plusSeconds(second), false, false);
  }

  private static Row[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> row(i + 1, i)).toArray(Row[]::new);
  }

  private static Row[] sameSecond(int count) {
    return IntStream.range(0, count).mapToObj(i -> row(i + 1, 0)).toArray(Row[]::new);
  }

  private static PageRows rows(@Nullable Long total, Row... rows) {
    List<RawRecord> records = Stream.of(rows).map(Row::json).toList();
    return PageRows.of(new PageParser.ParsedList(records, total));
  }
}
