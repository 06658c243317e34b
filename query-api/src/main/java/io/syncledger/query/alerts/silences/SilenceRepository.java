package io.syncledger.query.alerts.silences;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps silences; every statement is held to one organisation. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface SilenceRepository extends GenericRepository<SilenceRow, UUID> {

  void save(SilenceRow row);

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

  /** Ends one that has not ended; one that has not begun never will. */
  @Query(
      """
      update alert_silences set ends_at = :now, starts_at = least(starts_at, :now)
      where organization_id = :organization and id = :id and ends_at > :now
      """)
  int end(String organization, UUID id, Instant now);

  @Query("select * from alert_silences where organization_id = :organization and id = :id")
  Optional<SilenceRow> find(String organization, UUID id);

  /** What it kept from being told is told now, if nothing else does. */
  @Query(
      """
      update sync_alerts set tell_after = :now
      where organization_id = :organization and state = 'firing' and told is null
      """)
  void notifyNow(String organization, Instant now);
}
