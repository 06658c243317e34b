package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.cliniko.InMemoryList.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Reads lists that are edited between the pages. */
class KeysetCursorPropertyTest {
  private static final Instant FIRST = Instant.parse("2026-01-31T10:00:00Z");
  private static final int EDITED_REQUESTS = 40;
  private static final long FIRST_ID = 1_500_000_000_000_000_000L;

  /** A list of which many rows share their second, and that is edited at random. */
  private static final class Clinic {
    final InMemoryList source;
    private final Random random;
    private Instant now;
    private int sinceTick;

    Clinic(long seed, int rows, int seconds, int bad) {
      random = new Random(seed);
      source = new InMemoryList(random);
      now = FIRST.plusSeconds(seconds);
      for (int i = 0; i < rows; i++) {
        boolean damaged = i < bad;
        source.put(
            new Row(
                id(),
                FIRST.plusSeconds(random.nextInt(seconds)),
                damaged && random.nextBoolean(),
                damaged && random.nextBoolean()));
      }
      if (random.nextBoolean()) {
        source.hideTotal();
      }
    }

    private String id() {
      return random.nextBoolean()
          ? Integer.toString(random.nextInt(1_000_000))
          : Long.toString(random.nextLong(1L << 60, Long.MAX_VALUE));
    }

    void edit() {
      int edits = random.nextInt(4);
      for (int i = 0; i < edits; i++) {
        var rows = source.rows();
        if (rows.isEmpty() || random.nextInt(3) == 0) {
          source.put(id(), now);
        } else {
          source.put(rows.get(random.nextInt(rows.size())).at(now));
        }
      }
      sinceTick += edits;
      // A second that is still going on is read to its end only if it fits on a page.
      if (random.nextBoolean() || sinceTick > 80) {
        now = now.plusSeconds(1);
        sinceTick = 0;
      }
    }
  }

  /** The rows that were read, by their keys. */
  private static final class Taken {
    final List<RowKey> keys = new ArrayList<>();
    final List<KeysetPosition> positions = new ArrayList<>();
    int requests;
    long total = -1;
  }

  private static Taken walk(
      InMemoryList source, KeysetPosition from, int pages, Runnable meanwhile) {
    var keyset =
        KeysetCursor.start(ClinikoResource.PATIENTS, new Selection.ChangedSince(null), from);
    var taken = new Taken();
    while (taken.positions.size() < pages) {
      var step = keyset.advance(source.list(keyset.request()));
      taken.requests++;
      if (step instanceof KeysetCursor.Invalid(var what)) {
        throw new AssertionError(what);
      }
      var fresh =
          step instanceof KeysetCursor.Continue on
              ? on.newRows()
              : ((KeysetCursor.End) step).newRows();
      keyset =
          step instanceof KeysetCursor.Continue on
              ? on.cursor()
              : ((KeysetCursor.End) step).cursor();
      fresh.stream().map(RowKey::of).forEach(taken.keys::add);
      taken.positions.add(keyset.position());
      assertThat(keyset.readBefore().size()).isLessThan(3 * ListRequest.MAX_PER_PAGE);
      if (step instanceof KeysetCursor.End) {
        taken.total = keyset.expectedTotal() == null ? -1 : keyset.expectedTotal();
        return taken;
      }
      if (taken.requests <= EDITED_REQUESTS) {
        meanwhile.run();
      }
    }
    return taken;
  }

  private static void nothing() {}

  private static Set<RowKey> present(Clinic clinic) {
    return clinic.source.rows().stream()
        .map(row -> RowKey.of(row.json()))
        .collect(Collectors.toSet());
  }

  @Property(tries = 400)
  void a_walk_misses_and_repeats_no_row_while_records_are_edited(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 450) int rows,
      @ForAll @IntRange(min = 1, max = 12) int seconds) {
    var clinic = new Clinic(seed, rows, seconds, 0);

    var taken = walk(clinic.source, KeysetPosition.START, Integer.MAX_VALUE, clinic::edit);

    assertThat(taken.keys).doesNotHaveDuplicates().containsAll(present(clinic));
    assertThat(taken.total).isEqualTo(taken.keys.size());
    assertThat(taken.requests).isLessThan(EDITED_REQUESTS + 20 + rows / 8);
  }

  @Property(tries = 25)
  void a_second_of_thousands_of_rows_takes_a_request_for_sixty_of_them(
      @ForAll long seed,
      @ForAll @IntRange(min = 1_000, max = 4_000) int rows,
      @ForAll @IntRange(min = 1, max = 1_000_000_000) int step,
      @ForAll boolean total) {
    var source = imported(seed, rows, step);
    if (!total) {
      source.hideTotal();
    }

    var taken =
        walk(source, KeysetPosition.START, Integer.MAX_VALUE, KeysetCursorPropertyTest::nothing);

    assertThat(taken.keys).doesNotHaveDuplicates().hasSize(rows);
    // Without a total each range takes one more request, to confirm its end.
    assertThat(taken.requests).isLessThan(20 + rows / (total ? 60 : 30));
  }

  @Property(tries = 25)
  void wrong_totals_cost_requests_but_no_rows(
      @ForAll long seed,
      @ForAll @IntRange(min = 100, max = 1_500) int rows,
      @ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long more) {
    var source = imported(seed, rows, 1_000);
    source.distortTotals(total -> total + more);

    var taken =
        walk(source, KeysetPosition.START, Integer.MAX_VALUE, KeysetCursorPropertyTest::nothing);

    assertThat(taken.keys).doesNotHaveDuplicates().hasSize(rows);
    assertThat(taken.requests).isLessThan(50 + rows / 4);
  }

  /** Rows of one second whose ids differ by a step on average. */
  private static InMemoryList imported(long seed, int rows, int step) {
    var random = new Random(seed);
    var source = new InMemoryList(random);
    for (int i = 0; i < rows; i++) {
      source.put(Long.toString(FIRST_ID + (long) i * step + random.nextInt(step)), FIRST);
    }
    return source;
  }

  @Property(tries = 200)
  void rows_without_a_readable_date_or_id_are_returned_once_and_do_not_stop_the_walk(
      @ForAll long seed,
      @ForAll @IntRange(min = 40, max = 450) int rows,
      @ForAll @IntRange(min = 1, max = 12) int seconds,
      @ForAll @IntRange(min = 0, max = 40) int bad) {
    var clinic = new Clinic(seed, rows, seconds, bad);

    var taken =
        walk(
            clinic.source,
            KeysetPosition.START,
            Integer.MAX_VALUE,
            KeysetCursorPropertyTest::nothing);

    assertThat(taken.keys).doesNotHaveDuplicates().containsAll(present(clinic));
  }

  @Property(tries = 200)
  void a_walk_that_goes_on_from_a_position_misses_nothing_and_repeats_a_second_at_most(
      @ForAll long seed,
      @ForAll @IntRange(min = 150, max = 450) int rows,
      @ForAll @IntRange(min = 1, max = 12) int seconds,
      @ForAll @IntRange(min = 1, max = 9) int pages) {
    var clinic = new Clinic(seed, rows, seconds, 0);

    var before = walk(clinic.source, KeysetPosition.START, pages, clinic::edit);
    var position = KeysetPosition.parse(before.positions.getLast().toText());
    var after = walk(clinic.source, position, Integer.MAX_VALUE, clinic::edit);

    var all = new HashSet<>(before.keys);
    all.addAll(after.keys);
    assertThat(after.keys).doesNotHaveDuplicates();
    assertThat(all).containsAll(present(clinic));
    assertThat(before.keys.stream().filter(after.keys::contains))
        .allSatisfy(key -> assertThat(key.second()).isEqualTo(position.second()));
  }
}
