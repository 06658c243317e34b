package io.syncledger.query.alerts.engine;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the episodes of {@code sync_alerts} that may need a notification, and records what was
 * sent.
 */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface PendingNotificationRepository extends GenericRepository<PendingNotification, String> {

  /**
   * Locks episodes until the commit, skipping those another instance has locked. They come ordered
   * by cause, so that all instances take the locks of incidents in the same order.
   */
  @Query(
      """
      select id, told, told_deployment from (
        select * from sync_alerts where tell_after <= :until order by tell_after limit :limit
        for update skip locked) due
      order by service, error_code, fingerprint, episode
      """)
  List<PendingNotification> lockDue(Instant until, int limit);

  /** Whether a notification was sent before the views were rebuilt from the log. */
  @Query("select count(*) from alert_notices where notice_id = :notificationId")
  long countSent(String notificationId);

  /**
   * Records what was sent about an episode.
   *
   * @param sent null to keep the recorded value
   * @param nextCheckAt when to check the episode again; null: only once its state changes
   */
  @Query(
      """
      update sync_alerts set told = coalesce(:sent, told), told_deployment = :sentToDeployment,
        tell_after = :nextCheckAt, incident_id = coalesce(:incidentId, incident_id)
      where id = :id
      """)
  void recordSent(
      String id,
      @Nullable String sent,
      boolean sentToDeployment,
      @Nullable Instant nextCheckAt,
      @Nullable String incidentId);
}
