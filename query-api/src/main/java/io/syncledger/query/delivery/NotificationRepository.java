package io.syncledger.query.delivery;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends to {@code alert_notices} and {@code alert_deliveries}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface NotificationRepository extends GenericRepository<NotificationRow, String> {

  /** Inserts nothing when the notification is known. */
  @Query(
      """
      insert into alert_notices (notice_id, alert_key, organization_id, message, created_at)
      values (:notificationId, :alertKey, :organizationId, cast(:message as jsonb), :createdAt)
      on conflict (notice_id) do nothing
      """)
  int insert(
      String notificationId,
      String alertKey,
      @Nullable String organizationId,
      String message,
      Instant createdAt);

  /** Adds a delivery to one channel, due at once. */
  @Query(
      """
      insert into alert_deliveries (notice_id, alert_key, organization_id, channel_id, kind, state,
        next_attempt_at, created_at)
      values (:notificationId, :alertKey, :organizationId, :channelId, :kind, 'pending', :at, :at)
      """)
  int enqueue(
      String notificationId,
      String alertKey,
      @Nullable String organizationId,
      String channelId,
      String kind,
      Instant at);

  /** Adds a delivery to each enabled channel of an organization, due at once. */
  @Query(
      """
      insert into alert_deliveries (notice_id, alert_key, organization_id, channel_id, kind, state,
        next_attempt_at, created_at)
      select :notificationId, :alertKey, organization_id, channel_id, kind, 'pending', :at, :at
      from alert_channels where organization_id = :organizationId and enabled
      order by channel_id
      """)
  int enqueueForOrganization(
      String notificationId, String alertKey, String organizationId, Instant at);

  /** The channels that a notification was sent to. */
  @Query("select channel_id from alert_deliveries where notice_id = :notificationId")
  List<String> findChannelIds(String notificationId);
}
