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
 * Writes batches, each in one transaction with its positions. A record that the database itself
 * refuses, whatever comes before it, is set aside alone: no emitter can stop the views of others.
 */
@Singleton
final class BatchWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  /** Of the values themselves: data exceptions and broken constraints (PostgreSQL, appendix A). */
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

  private final List<TopicProjections<?>> views;
  private final TransactionOperations<Connection> transactions;
  private final ProjectionMetrics metrics;
  private final Clock clock;

  BatchWriter(
      List<Projection<?>> projections,
      @Named("query") TransactionOperations<Connection> transactions,
      ProjectionMetrics metrics,
      Clock clock) {
    this.views = TopicProjections.of(projections);
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  Collection<String> topics() {
    return views.stream().map(view -> view.topic().name()).toList();
  }

  Map<TopicPartition, Long> startingPositions(Collection<TopicPartition> partitions) {
    return transactions.executeWrite(
        transaction ->
            PositionStore.startingPositions(
                transaction.getConnection(), partitions, clock.instant()));
  }

  /**
   * @throws PositionConflictException when another instance has moved on in one of the partitions
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
    } catch (Exception e) { // the transaction lets a driver's checked exceptions through undeclared
      if (!isRefusedByDatabase(e)) {
        throw new BatchFailedException(e);
      }
      writeInHalves(batch, e);
    }
  }

  private void writeInHalves(Batch batch, Exception refusal) {
    if (batch.records().size() == 1) {
      skip(batch, batch.records().getFirst(), refusal);
    } else {
      batch.split().forEach(this::write);
    }
  }

  private void project(Connection transaction, Batch batch) throws SQLException {
    if (!PositionStore.advance(transaction, batch.positionUpdates(clock.instant()))) {
      throw new PositionConflictException();
    }
    var changed = new TreeSet<String>();
    for (var view : views) {
      changed.addAll(view.project(transaction, batch.records()));
    }
    ChangeNotification.send(transaction, changed);
  }

  private void skip(Batch batch, ConsumerRecord<String, byte[]> record, Exception refusal) {
    var state = sqlState(refusal).findFirst().orElse("unknown");
    LOG.atError()
        .addKeyValue("record", record.topic() + "-" + record.partition() + "@" + record.offset())
        .addKeyValue("sql_state", state)
        .log("A record that the database refuses was set aside");
    var skip =
        new Skip(
            record.topic(),
            record.partition(),
            record.offset(),
            "SQL state " + state,
            clock.instant());
    transactions.<Void>executeWrite(
        transaction -> {
          project(transaction.getConnection(), new Batch(batch.from(), batch.to(), List.of()));
          BulkWriter.write(transaction.getConnection(), SKIP, List.of(skip));
          return null;
        });
    metrics.skipped();
  }

  private static boolean isRefusedByDatabase(Throwable failure) {
    return sqlState(failure).anyMatch(state -> REFUSED.stream().anyMatch(state::startsWith));
  }

  private static Stream<String> sqlState(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .filter(Objects::nonNull);
  }
}
