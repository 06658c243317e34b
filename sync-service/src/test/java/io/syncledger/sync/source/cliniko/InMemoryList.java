package io.syncledger.sync.source.cliniko;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** An in-memory list that behaves as Cliniko does: rows of the same second come in any order. */
final class InMemoryList {
  private final Map<String, Row> rows = new HashMap<>();
  private final Random random;
  private boolean showsTotal = true;
  private LongUnaryOperator distortion = LongUnaryOperator.identity();

  InMemoryList(Random random) {
    this.random = random;
  }

  /** A row, and which of its members are unreadable. */
  record Row(String id, Instant updatedAt, boolean undated, boolean nameless) {
    Row at(Instant other) {
      return new Row(id, other, undated, nameless);
    }

    RawRecord json() {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("id", nameless ? "no id, but " + id : id);
      json.put("updated_at", undated ? "some day, " + id : updatedAt.toString());
      return new RawRecord(json, 10);
    }
  }

  void hideTotal() {
    showsTotal = false;
  }

  /** Falsifies the total of full pages, which no reader can disprove. */
  void distortTotals(LongUnaryOperator total) {
    distortion = total;
  }

  void put(Row row) {
    rows.put(row.id(), row);
  }

  void put(String id, Instant updatedAt) {
    put(new Row(id, updatedAt, false, false));
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  PageRows list(ListRequest request) {
    Predicate<Row> matching =
        request.filters().stream()
            .filter(filter -> !filter.endsWith(":*"))
            .map(InMemoryList::condition)
            .reduce(_ -> true, Predicate::and);
    var found = new ArrayList<>(rows.values().stream().filter(matching).toList());
    Collections.shuffle(found, random);
    found.sort(Comparator.comparing(Row::updatedAt));
    var page = found.stream().limit(request.perPage()).map(Row::json).toList();
    return PageRows.of(
        new PageParser.ParsedList(page, showsTotal ? total(found.size(), page) : null));
  }

  private long total(long found, List<RawRecord> page) {
    return page.size() < ListRequest.MAX_PER_PAGE ? found : distortion.applyAsLong(found);
  }

  private static Predicate<Row> condition(String filter) {
    var parts = filter.split(":", 2);
    var operator = parts[1].replaceAll("[^<>=].*", "");
    var value = parts[1].substring(operator.length());
    ToIntFunction<Row> order;
    if (parts[0].equals("id")) {
      order = row -> IdFormat.NUMERIC.compare(row.id(), value);
    } else {
      var bound = Instant.parse(value);
      order = row -> row.updatedAt().compareTo(bound);
    }
    return switch (operator) {
      case ">=" -> row -> order.applyAsInt(row) >= 0;
      case "<" -> row -> order.applyAsInt(row) < 0;
      default -> throw new AssertionError("Not expected: " + filter);
    };
  }
}
