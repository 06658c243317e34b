package io.syncledger.sync.run.execution;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a run and its earlier attempts could not store. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface RejectedRecordRepository
    extends GenericRepository<RejectedRecordRepository.RejectedRecord, Long> {

  /**
   * A part of a row of {@code rejected_records}.
   *
   * @param recordId null for a record without an id
   */
  @MappedEntity("rejected_records")
  record RejectedRecord(@Id long id, @Nullable String recordId) {}

  /** Finds each record id once, and each record without an id. */
  @Query(
      """
      with recursive attempts as (
        select sync_id, retry_of from sync_runs where sync_id = :syncId
        union all
        select earlier.sync_id, earlier.retry_of from sync_runs as earlier
        join attempts on earlier.sync_id = attempts.retry_of)
      select min(id) as id, record_id from rejected_records
      where organization_id = :organizationId and kind = 'record' and resource = :resource
        and sync_id in (select sync_id from attempts)
      group by record_id, case when record_id is null then id end
      limit :limit
      """)
  List<RejectedRecord> findByRun(String syncId, String organizationId, String resource, int limit);
}
