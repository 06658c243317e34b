-- Whether a failure has been made good, and whether its next attempt is still to come, follows from later runs, which other
-- partitions bring in any order. A view says it as it is now; rows that one projector writes and another one completes would not.

alter table sync_logs
  add column retry_of text generated always as (state -> 'started' ->> 'retry_of') stored;
comment on column sync_logs.retry_of is 'The failed run that this one is the next attempt of';

create index sync_logs_attempts on sync_logs (organization_id, retry_of) where retry_of is not null;

create index sync_events_resolutions on sync_events (organization_id, (body ->> 'id'))
  where type = 'syncledger.ErrorResolved.v1';

alter table sync_errors rename to run_failures;
alter index sync_errors_newest rename to run_failures_newest;
alter table run_failures drop column resolved_at;
comment on table run_failures is 'What ended runs that failed; read it through sync_errors';
comment on column run_failures.next_retry_at is 'When the next attempt was to begin';

create view sync_errors as
select f.organization_id, f.id, f.service, f.sync_id, f.error_type, f.error_code, f.error_message, f.http_status,
  f.retryable, f.retry_count,
  case when not exists (
    select from sync_logs l
    where l.organization_id = f.organization_id and l.service = f.service and l.started_at >= f.created_at
      and l.sync_id <> f.sync_id)
  then f.next_retry_at end as next_retry_at,
  least(
    (with recursive later (sync_id, status, completed_at) as (
        select l.sync_id, l.status, l.completed_at from sync_logs l
        where l.organization_id = f.organization_id and l.service = f.service and l.retry_of = f.sync_id
        union
        select l.sync_id, l.status, l.completed_at from sync_logs l join later on l.retry_of = later.sync_id
        where l.organization_id = f.organization_id and l.service = f.service)
      select min(completed_at) from later where status = 'completed'),
    (select min(e.occurred_at) from sync_events e
      where e.organization_id = f.organization_id and e.type = 'syncledger.ErrorResolved.v1' and e.body ->> 'id' = f.id)
  ) as resolved_at,
  f.created_at
from run_failures f;
comment on view sync_errors is 'Why runs failed, and what has become of it';
comment on column sync_errors.id is 'sync_id/sequence of the event that ended the run';
comment on column sync_errors.next_retry_at is 'When the next attempt will begin; null when none is waiting';
comment on column sync_errors.resolved_at is 'When a later attempt completed, or when somebody said that it is resolved';
