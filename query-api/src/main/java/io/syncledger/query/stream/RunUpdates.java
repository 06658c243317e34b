package io.syncledger.query.stream;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.json.JsonMapper;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.progress.ProgressView;
import io.syncledger.query.projection.PositionStore;
import io.syncledger.query.runs.RunReader;
import io.syncledger.query.runs.RunRow;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the streams read: the states of runs beyond a position, and the frames that tell them. */
@Singleton
final class RunUpdates {
  /** Rows of one partition read at once; a slow client gets the rest in their then latest state. */
  private static final int ROWS = 20;

  /**
   * A frame and how far the stream has come with it.
   *
   * @param position also the frame's id
   */
  record Update(StreamPosition position, SseFrame frame) {}

  private final RunReader runs;
  private final ConnectionOperations<Connection> database;
  private final JsonMapper json;

  RunUpdates(
      RunReader runs, @Named("query") ConnectionOperations<Connection> database, JsonMapper json) {
    this.runs = runs;
    this.database = database;
    this.json = json;
  }

  /**
   * Where to begin: after the last event that the client has got, or now.
   *
   * @param lastEventId as the client sent it; one that this log never gave out counts as none
   */
  Snapshot snapshot(OrganizationId organization, @Nullable String lastEventId) {
    // Positions before rows: what changes in between is told twice rather than not at all.
    var positions = positions();
    var resumed =
        lastEventId == null
            ? Optional.<StreamPosition>empty()
            : StreamPosition.parse(lastEventId).filter(position -> position.isWithin(positions));
    if (resumed.isPresent()) {
      return new Snapshot(resumed.get().extendedTo(positions), List.of());
    }
    var now = new StreamPosition(new TreeMap<>(positions));
    var current =
        runs.current(organization, ROWS).stream()
            .sorted(Comparator.comparing(row -> row.run().startedAt()))
            .map(row -> frame(now, row))
            .toList();
    return new Snapshot(now, current);
  }

  /**
   * The beginning of a stream.
   *
   * @param frames what is told first
   */
  record Snapshot(StreamPosition position, List<SseFrame> frames) {}

  /** What has changed beyond the position, in the order of the log, a bounded number. */
  List<Update> since(OrganizationId organization, StreamPosition position) {
    var steps = new ArrayList<Update>();
    var reached = position;
    for (var row : runs.changed(organization, position.next(), ROWS)) {
      reached = reached.after(row.sourcePartition(), row.sourceOffset());
      steps.add(new Update(reached, frame(reached, row)));
    }
    return steps;
  }

  private SseFrame frame(StreamPosition id, RunRow row) {
    try {
      return SseFrame.progress(id, json.writeValueAsString(ProgressView.of(row.run())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<Integer, Long> positions() {
    var positions = new TreeMap<Integer, Long>();
    all()
        .forEach(
            (partition, next) -> {
              if (partition.topic().equals(Topics.RUNS.name())) {
                positions.put(partition.partition(), next);
              }
            });
    return positions;
  }

  private Map<TopicPartition, Long> all() {
    return database.executeRead(
        status -> {
          try {
            return PositionStore.all(status.getConnection());
          } catch (SQLException e) {
            throw new IllegalStateException("Positions cannot be read", e);
          }
        });
  }
}
