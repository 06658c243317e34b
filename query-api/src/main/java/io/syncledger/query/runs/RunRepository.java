package io.syncledger.query.runs;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads {@code sync_logs}; every query is restricted to organizations of the caller. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<RunRow, String> {

  /**
   * The parts of a history.
   *
   * @param services the folded health of each service, as a JSON array
   * @param recent the latest runs in the form in which the history shows them, as a JSON array
   */
  @Introspected
  record HistoryRow(String services, String recent) {}

  @Query(
      """
      select sync_id, source_partition, source_offset, state::text as state from sync_logs
      where organization_id in (:organizations) and sync_id = :syncId
      order by started_at desc, service limit 1
      """)
  Optional<RunRow> find(List<String> organizations, String syncId);

  @Query(
      """
      select sync_id, source_partition, source_offset, state::text as state from sync_logs
      where organization_id = :organization
      order by started_at desc, id desc limit :limit
      """)
  List<RunRow> newest(String organization, int limit);

  @Query(
      """
      select sync_id, source_partition, source_offset, state::text as state from sync_logs
      where organization_id = :organization and service = :service
      order by started_at desc, id desc limit :limit
      """)
  List<RunRow> newest(String organization, String service, int limit);

  /** Runs that have not ended, and the latest one that has. */
  @Query(
      """
      (select sync_id, source_partition, source_offset, state::text as state from sync_logs
        where organization_id = :organization and completed_at is null
        order by started_at desc limit :limit)
      union all
      (select sync_id, source_partition, source_offset, state::text as state from sync_logs
        where organization_id = :organization and completed_at is not null
        order by started_at desc, id desc limit 1)
      """)
  List<RunRow> current(String organization, int limit);

  /**
   * Runs whose latest state lies beyond a position in {@code sync.runs}, in the order of the topic.
   *
   * @param position a JSON array of objects with {@code partition} and {@code next}
   * @param limit for each partition
   */
  @Query(
      """
      select l.sync_id, l.source_partition, l.source_offset, l.state
      from json_to_recordset(cast(:position as json)) as p (partition integer, next bigint)
      cross join lateral (
        select sync_id, source_partition, source_offset, state::text as state from sync_logs
        where organization_id = :organization and source_partition = p.partition
          and source_offset >= p.next
        order by source_offset limit :limit) l
      order by l.source_partition, l.source_offset
      """)
  List<RunRow> changed(String organization, String position, int limit);

  /**
   * Everything that the history shows, in one statement. Totals come from the folded health, never
   * from counting. The subquery hides the limit from the planner, which would otherwise plan each
   * request anew.
   */
  @Query(
      """
      select
        (select coalesce(json_agg(state), '[]')::text from sync_state
          where organization_id = :organization) as services,
        (select '[' || coalesce(string_agg(entry, ','), '') || ']' from (
          select history_entry::text as entry from sync_logs
          where organization_id = :organization
          order by started_at desc, id desc limit (select :limit)) newest) as recent
      """)
  HistoryRow history(String organization, int limit);
}
