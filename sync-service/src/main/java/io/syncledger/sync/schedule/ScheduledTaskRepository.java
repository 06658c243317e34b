package io.syncledger.sync.schedule;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads of {@code scheduled_tasks}; only db-scheduler writes there. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface ScheduledTaskRepository extends GenericRepository<ScheduledTaskRow, String> {

  @Query("select * from scheduled_tasks where task_name = 'sync' and task_instance = :key")
  Optional<ScheduledTaskRow> find(String key);

  /** Organizations and services that have credentials but no task. */
  @Query(
      """
      select organization_id || '/' || service from credentials where not exists (
        select from scheduled_tasks where task_name = 'sync'
          and task_instance = organization_id || '/' || service)
      limit :limit
      """)
  List<String> findUnscheduledKeys(int limit);

  /** Tasks of organizations without credentials. */
  @Query(
      """
      select * from scheduled_tasks where task_name = 'sync' and not picked and not exists (
        select from credentials where task_instance = organization_id || '/' || service)
      limit :limit
      """)
  List<ScheduledTaskRow> findObsolete(int limit);

  /** Tasks that are due later although the credentials were replaced since the last execution. */
  @Query(
      """
      select t.* from scheduled_tasks t
        join credentials c on t.task_instance = c.organization_id || '/' || c.service
      where t.task_name = 'sync' and not t.picked and t.execution_time > :due
        and coalesce(t.consecutive_failures, 0) = 0
        and c.updated_at > coalesce(t.last_success, (
          select max(r.started_at) from sync_runs r
          where r.organization_id = c.organization_id and r.service = c.service))
      limit :limit
      """)
  List<ScheduledTaskRow> findReconnected(Instant due, int limit);

  @Query(
      """
      select t.* from scheduled_tasks t
        join credentials c on t.task_instance = c.organization_id || '/' || c.service
      where t.task_name = 'sync' and c.organization_id = :organizationId
      """)
  List<ScheduledTaskRow> findByOrganization(String organizationId);

  @Query(
      """
      select count(*) from (select from scheduled_tasks
        where task_name = 'sync' and not picked and execution_time < :before limit :limit) overdue
      """)
  long countOverdue(Instant before, int limit);
}
