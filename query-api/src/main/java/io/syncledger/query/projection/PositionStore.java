package io.syncledger.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The table of how far each partition has been applied. */
public final class PositionStore {
  /**
   * A step from one position to the next.
   *
   * @param watermark the event time of the latest record in it; null when it holds none
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

  private PositionStore() {}

  /**
   * Moves on, if nobody else has.
   *
   * @return false when another instance has moved one of the partitions; then nothing may be
   *     committed
   */
  static boolean advance(Connection transaction, Collection<PositionUpdate> steps)
      throws SQLException {
    return BulkWriter.write(transaction, ADVANCE, steps) == steps.size();
  }

  /** Where to go on, for every one of the given partitions; new ones begin at 0. */
  static Map<TopicPartition, Long> startingPositions(
      Connection transaction, Collection<TopicPartition> partitions, Instant now)
      throws SQLException {
    var fresh =
        partitions.stream()
            .map(
                partition ->
                    new PositionUpdate(partition.topic(), partition.partition(), 0, 0, null, now))
            .toList();
    BulkWriter.write(transaction, ADD, fresh);
    var all = all(transaction);
    all.keySet().retainAll(List.copyOf(partitions));
    return all;
  }

  /** Where every partition stands that was ever read. */
  public static Map<TopicPartition, Long> all(Connection connection) throws SQLException {
    var positions = new HashMap<TopicPartition, Long>();
    try (var statement =
            connection.prepareStatement(
                "select topic, partition, position from projection_positions");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        positions.put(
            new TopicPartition(rows.getString("topic"), rows.getInt("partition")),
            rows.getLong("position"));
      }
    }
    return positions;
  }
}
