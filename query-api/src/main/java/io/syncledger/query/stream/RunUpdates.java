package io.syncledger.query.stream;

import io.micronaut.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.PositionStore;
import io.syncledger.query.runs.ProgressView;
import io.syncledger.query.runs.RunReader;
import io.syncledger.query.runs.RunRow;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the states of runs beyond a position and turns them into frames. */
@Singleton
final class RunUpdates {
  /** Rows of one partition per read; a slow client gets the others later, in their latest state. */
  private static final int ROWS = 20;

  /**
   * The beginning of a stream.
   *
   * @param frames what is sent first
   */
  record Snapshot(StreamPosition position, List<SseFrame> frames) {}

  private final RunReader runs;
  private final PositionStore positions;
  private final JsonMapper json;

  RunUpdates(RunReader runs, PositionStore positions, JsonMapper json) {
    this.runs = runs;
    this.positions = positions;
    this.json = json;
  }

  /**
   * The start of a stream: after the last event that the client received, or with the present
   * state.
   *
   * @param lastEventId as the client sent it; ignored if this log cannot have issued it
   */
  Snapshot snapshot(OrganizationId organization, @Nullable String lastEventId) {
    // Positions are read before rows, so that a change in between is sent twice rather than lost.
    var projected = projectedPositions();
    var resumed =
        Optional.ofNullable(lastEventId)
            .flatMap(StreamPosition::parse)
            .filter(position -> position.isWithin(projected));
    if (resumed.isPresent()) {
      return new Snapshot(resumed.get().extendedTo(projected), List.of());
    }
    var now = new StreamPosition(new TreeMap<>(projected));
    var current =
        runs.current(organization, ROWS).stream()
            .sorted(Comparator.comparing(row -> row.toRun().startedAt()))
            .map(row -> frame(now, row))
            .toList();
    return new Snapshot(now, current);
  }

  /** A limited number of changes beyond a position, in the order of the log. */
  List<StreamUpdate> since(OrganizationId organization, StreamPosition position) {
    var updates = new ArrayList<StreamUpdate>();
    var reached = position;
    for (var row : runs.changed(organization, position.next(), ROWS)) {
      reached = reached.after(row.sourcePartition(), row.sourceOffset());
      updates.add(new StreamUpdate(reached, frame(reached, row)));
    }
    return updates;
  }

  private SseFrame frame(StreamPosition id, RunRow row) {
    try {
      return SseFrame.progress(id, json.writeValueAsString(ProgressView.of(row.toRun())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<Integer, Long> projectedPositions() {
    var projected = new TreeMap<Integer, Long>();
    positions
        .all()
        .forEach(
            (partition, next) -> {
              if (partition.topic().equals(Topics.RUNS.name())) {
                projected.put(partition.partition(), next);
              }
            });
    return projected;
  }
}
