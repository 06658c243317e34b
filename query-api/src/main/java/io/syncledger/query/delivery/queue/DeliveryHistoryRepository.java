package io.syncledger.query.delivery.queue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code alert_deliveries}; every query is limited to one organization. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface DeliveryHistoryRepository extends GenericRepository<DeliveryView, Long> {

  /** Newest first. */
  @Query(
      """
      select d.*, n.message ->> 'type' as type
      from alert_deliveries d join alert_notices n using (notice_id)
      where d.organization_id = :organizationId and d.id < :before
        and (:state::text is null or d.state = :state)
      order by d.id desc limit :limit
      """)
  List<DeliveryView> list(String organizationId, long before, @Nullable String state, int limit);

  @Query(
      """
      select d.*, n.message ->> 'type' as type
      from alert_deliveries d join alert_notices n using (notice_id)
      where d.organization_id = :organizationId and d.id = :id
      """)
  Optional<DeliveryView> find(String organizationId, long id);

  /**
   * Restarts the retry schedule. Updates nothing while an attempt is under way, or when the channel
   * keeps states and a later notification of the same alert went there.
   */
  @Query(
      """
      update alert_deliveries set state = 'pending', failures = 0, next_attempt_at = :now
      where organization_id = :organizationId and id = :id
        and (claim is null or next_attempt_at <= :now)
        and not (kind in ('topic', 'alertmanager') and exists (
          select 1 from alert_deliveries l where l.channel_id = alert_deliveries.channel_id
            and l.alert_key = alert_deliveries.alert_key and l.id > alert_deliveries.id))
      """)
  int redeliver(String organizationId, long id, Instant now);
}
