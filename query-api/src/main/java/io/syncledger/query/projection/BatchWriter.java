package io.syncledger.query.projection;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch in one transaction: the positions move, every projection writes its rows, and the
 * live streams are notified. A record that the database itself rejects is isolated by bisecting the
 * batch and recorded in {@code projection_skips}, so that one emitter cannot stop the views of
 * others.
 */
@Singleton
final class BatchWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  /** SQL state classes that blame the values: data exceptions and constraint violations. */
  private static final List<String> REFUSED = List.of("22", "23");

  private static final String SKIP =
      """
      insert into projection_skips
      select * from json_to_recordset(?::json) as s (topic text, partition integer,
        record_offset bigint, reason text, skipped_at timestamptz)
      on conflict do nothing
      """;

  private record Skip(
      String topic, int partition, long recordOffset, String reason, Instant skippedAt) {}

  /** Another instance has advanced one of the positions; the batch must be discarded. */
  static final class PositionConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PositionConflictException() {
      super("Another instance has taken over a partition");
    }
  }

  /** A batch failed transiently and was rolled back. */
  static final class BatchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BatchFailedException(Exception cause) {
      super("A batch could not be written", cause);
    }
  }

  private final List<TopicProjections<?>> projections;
  private final PositionStore positions;
  private final TransactionOperations<Connection> transactions;
  private final ProjectionMetrics metrics;
  private final Clock clock;

  BatchWriter(
      List<Projection<?>> projections,
      PositionStore positions,
      @Named("query") TransactionOperations<Connection> transactions,
      ProjectionMetrics metrics,
      Clock clock) {
    this.projections = TopicProjections.of(projections);
    this.positions = positions;
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  Collection<String> topics() {
    return projections.stream().map(projection -> projection.topic().name()).toList();
  }

  /** The positions to resume the given partitions from. */
  Map<TopicPartition, Long> startingPositions(Collection<TopicPartition> partitions) {
    return transactions.executeWrite(
        transaction ->
            positions.startingPositions(transaction.getConnection(), partitions, clock.instant()));
  }

  /**
   * Writes the batch and moves the positions, or does neither.
   *
   * @throws PositionConflictException when another instance has moved one of the positions
   * @throws BatchFailedException when it may succeed later
   */
  void write(Batch batch) {
    try {
      transactions.<Void>executeWrite(
          transaction -> {
            project(transaction.getConnection(), batch);
            return null;
          });
      metrics.written(batch.records(), clock.instant());
    } catch (PositionConflictException e) {
      throw e;
    } catch (Exception e) { // a transaction also lets a driver's checked exceptions through
      if (!isRefusedByDatabase(e)) {
        throw new BatchFailedException(e);
      }
      isolate(batch, e);
    }
  }

  private void project(Connection transaction, Batch batch) throws SQLException {
    if (!PositionStore.advance(transaction, batch.positionUpdates(clock.instant()))) {
      throw new PositionConflictException();
    }
    var changed = new TreeSet<String>();
    for (var projection : projections) {
      changed.addAll(projection.project(transaction, batch.records()));
    }
    ChangeNotification.send(transaction, changed);
  }

  /**
   * Bisects a rejected batch down to the record that the database rejects, and records that one in
   * {@code projection_skips}.
   */
  private void isolate(Batch batch, Exception refusal) {
    if (batch.records().size() == 1) {
      skip(batch, batch.records().getFirst(), refusal);
    } else {
      batch.split().forEach(this::write);
    }
  }

  private void skip(Batch batch, ConsumerRecord<String, byte[]> record, Exception refusal) {
    var state = sqlStates(refusal).findFirst().orElse("unknown");
    LOG.atError()
        .addKeyValue("record", record.topic() + "-" + record.partition() + "@" + record.offset())
        .addKeyValue("sql_state", state)
        .log("A record that the database rejects was skipped");
    var skip =
        new Skip(
            record.topic(),
            record.partition(),
            record.offset(),
            "SQL state " + state,
            clock.instant());
    transactions.<Void>executeWrite(
        transaction -> {
          project(transaction.getConnection(), batch.withoutRecords());
          BulkWriter.write(transaction.getConnection(), SKIP, List.of(skip));
          return null;
        });
    metrics.skipped();
  }

  private static boolean isRefusedByDatabase(Throwable failure) {
    return sqlStates(failure).anyMatch(state -> REFUSED.stream().anyMatch(state::startsWith));
  }

  private static Stream<String> sqlStates(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(Objects::nonNull);
  }
}
