package io.syncledger.query.delivery.channels;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements about {@code alert_channels}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface ChannelRepository extends GenericRepository<ChannelRow, String> {

  @Query("select * from alert_channels where channel_id = :channelId and enabled")
  Optional<ChannelRow> findEnabled(String channelId);

  @Query(
      """
      select * from alert_channels where organization_id = :organizationId
      order by created_at, channel_id
      """)
  List<ChannelRow> list(String organizationId);

  @Query(
      """
      select * from alert_channels
      where organization_id = :organizationId and channel_id = :channelId
      """)
  Optional<ChannelRow> find(String organizationId, String channelId);

  /** Inserts nothing when the organization has the same channel already, or too many. */
  @Query(
      """
      insert into alert_channels (channel_id, organization_id, kind, target, enabled, created_at,
        updated_at)
      select :channelId, :organizationId, :kind, :target, :enabled, :createdAt, :updatedAt
      where (select count(*) from alert_channels where organization_id = :organizationId) < :maxChannels
      on conflict do nothing
      """)
  int insert(
      String channelId,
      String organizationId,
      String kind,
      String target,
      boolean enabled,
      Instant createdAt,
      Instant updatedAt,
      int maxChannels);

  /** Updates nothing when another channel has the same target. Enabling clears the reason. */
  @Query(
      """
      update alert_channels set target = :target, enabled = :enabled, updated_at = :updatedAt,
        disabled_reason = case when :enabled then null else disabled_reason end
      where organization_id = :organizationId and channel_id = :channelId and not exists (
        select 1 from alert_channels other where other.organization_id = :organizationId
          and other.kind = alert_channels.kind and other.target = :target
          and other.channel_id <> :channelId)
      """)
  int update(
      String organizationId, String channelId, String target, boolean enabled, Instant updatedAt);

  @Query(
      """
      update alert_channels set enabled = false, disabled_reason = :reason, updated_at = :updatedAt
      where channel_id = :channelId and enabled
      """)
  int disable(String channelId, String reason, Instant updatedAt);

  @Query(
      """
      delete from alert_channels
      where organization_id = :organizationId and channel_id = :channelId
      """)
  int delete(String organizationId, String channelId);

  /**
   * Cancels pending deliveries, except claimed ones, whose result the claiming instance records.
   */
  @Query(
      """
      update alert_deliveries set state = 'cancelled', next_attempt_at = null,
        last_error = 'the channel is gone or disabled'
      where channel_id = :channelId and next_attempt_at is not null and claim is null
        and state = 'pending'
      """)
  int cancelDeliveries(String channelId);
}
