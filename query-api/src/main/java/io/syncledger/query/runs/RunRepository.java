package io.syncledger.query.runs;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads runs; every query is held to organisations of the caller. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<RunRow, String> {

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

  /** Runs going on, and the latest that has ended. */
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
   * Runs whose latest state lies beyond a position in {@code sync.runs}, in its order.
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
}
