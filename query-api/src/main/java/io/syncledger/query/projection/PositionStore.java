package io.syncledger.query.projection;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Stores the position of the projection in each partition, in the table {@code
 * projection_positions}.
 */
@Singleton
public final class PositionStore {
  /**
   * Moves one partition from one position to the next.
   *
   * @param watermark the timestamp of the latest record in between; null when there is none
   */
  record PositionUpdate(
      String topic,
      int partition,
      long expected,
      long next,
      @Nullable Instant watermark,
      Instant updatedAt) {}

  private static final String ADVANCE =
      """
      with step as (
        select * from json_to_recordset(?::json) as s (topic text, partition integer,
          expected bigint, next bigint, watermark timestamptz, updated_at timestamptz)
      ), locked as (
        select p.topic, p.partition, s.next, s.watermark, s.updated_at
        from projection_positions p join step s using (topic, partition)
        where p.position = s.expected
        order by p.topic, p.partition
        for update of p
      )
      update projection_positions p
      set position = l.next,
        watermark = greatest(p.watermark, l.watermark),
        updated_at = l.updated_at
      from locked l
      where p.topic = l.topic and p.partition = l.partition
      """;

  private static final String ADD =
      """
      insert into projection_positions (topic, partition, position, updated_at)
      select topic, partition, 0, updated_at
      from json_to_recordset(?::json) as s (topic text, partition integer, updated_at timestamptz)
      on conflict do nothing
      """;

  private final PositionRepository repository;

  PositionStore(PositionRepository repository) {
    this.repository = repository;
  }

  /** The offset of the next record to be projected, of every partition that was ever read. */
  public Map<TopicPartition, Long> all() {
    var positions = new HashMap<TopicPartition, Long>();
    for (var row : repository.all()) {
      positions.put(new TopicPartition(row.topic(), row.partition()), row.position());
    }
    return positions;
  }

  /** The positions to resume the given partitions from; a new partition starts at 0. */
  Map<TopicPartition, Long> startingPositions(
      Connection transaction, Collection<TopicPartition> partitions, Instant now)
      throws SQLException {
    var added =
        partitions.stream()
            .map(
                partition ->
                    new PositionUpdate(partition.topic(), partition.partition(), 0, 0, null, now))
            .toList();
    BulkWriter.write(transaction, ADD, added);
    var positions = all();
    positions.keySet().retainAll(List.copyOf(partitions));
    return positions;
  }

  /**
   * Moves partitions on, each only from the position that the update expects.
   *
   * @return false when another instance has moved one of them; the caller must then roll back
   */
  static boolean advance(Connection transaction, Collection<PositionUpdate> updates)
      throws SQLException {
    return BulkWriter.write(transaction, ADVANCE, updates) == updates.size();
  }
}
