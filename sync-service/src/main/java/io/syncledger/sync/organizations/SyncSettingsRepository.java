package io.syncledger.sync.organizations;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code organization_settings}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface SyncSettingsRepository extends GenericRepository<SyncSettingsRow, String> {

  @Query("select * from organization_settings where organization_id = :organizationId")
  Optional<SyncSettingsRow> find(String organizationId);

  @Query(
      """
      insert into organization_settings as old (organization_id, interval_minutes, paused,
        adaptive, sync_mode, version, updated_at)
      values (:organizationId, :intervalMinutes, :paused, :adaptive, :syncMode, 1, :updatedAt)
      on conflict (organization_id) do update set interval_minutes = excluded.interval_minutes,
        paused = excluded.paused, adaptive = excluded.adaptive, sync_mode = excluded.sync_mode,
        version = old.version + 1, updated_at = excluded.updated_at
      """)
  void upsert(SyncSettingsRow row);

  @Query(
      """
      select * from organization_settings where applied_version <> version
      order by organization_id limit :limit
      """)
  List<SyncSettingsRow> findUnapplied(int limit);

  @Query(
      """
      update organization_settings set applied_version = :version
      where organization_id = :organizationId
      """)
  void markApplied(String organizationId, long version);
}
