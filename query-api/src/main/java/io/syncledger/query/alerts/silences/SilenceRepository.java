package io.syncledger.query.alerts.silences;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements about {@code alert_silences}, each limited to one organization. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
public interface SilenceRepository extends GenericRepository<SilenceRow, UUID> {

  /** The silence that covers an alert now and ends last. */
  @Query(
      """
      select * from alert_silences
      where organization_id = :organization and starts_at <= :now and ends_at > :now
        and (service is null or service = :service) and (rule is null or rule = :rule)
      order by ends_at desc limit 1
      """)
  Optional<SilenceRow> findActive(String organization, String service, String rule, Instant now);

  void save(SilenceRow row);

  /** Lists silences by their end, the latest first. */
  @Query(
      """
      select * from alert_silences
      where organization_id = :organization and (ends_at, id) < (:before, :beforeId)
      order by ends_at desc, id desc limit :limit
      """)
  List<SilenceRow> list(String organization, Instant before, UUID beforeId, int limit);

  @Query(
      "select count(*) from alert_silences where organization_id = :organization and ends_at >"
          + " :now")
  long countOpen(String organization, Instant now);

  /** Ends a silence that is active or still to come; one still to come then never starts. */
  @Query(
      """
      update alert_silences set ends_at = :now, starts_at = least(starts_at, :now)
      where organization_id = :organization and id = :id and ends_at > :now
      """)
  int end(String organization, UUID id, Instant now);

  @Query("select * from alert_silences where organization_id = :organization and id = :id")
  Optional<SilenceRow> find(String organization, UUID id);

  /** Makes held-back alerts due for notification, unless another silence holds them back. */
  @Query(
      """
      update sync_alerts set tell_after = :now
      where organization_id = :organization and state = 'firing' and told is null
      """)
  void notifyNow(String organization, Instant now);
}
