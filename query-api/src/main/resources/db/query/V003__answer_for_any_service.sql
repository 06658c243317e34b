-- What monitoring filters by and what history answers stands in columns of its own: no request reads more rows than it
-- shows, or the state of a run that it does not show.

alter table sync_logs
  add column sync_type text,
  add column by_webhook boolean not null default false,
  add column duration_ms bigint,
  add column history_entry json;
comment on column sync_logs.duration_ms is 'From start to end; null while the run goes on';
comment on column sync_logs.history_entry is 'The run as GET /api/v1/sync/history shows it';

create function pg_temp.instant(at timestamptz) returns text language sql immutable as
  $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create function pg_temp.processed(state jsonb, resource text) returns bigint language sql immutable as
  $$ select coalesce(
       (select (r ->> 'inserted')::bigint + (r ->> 'updated')::bigint + (r ->> 'unchanged')::bigint
          + (r ->> 'rejected')::bigint
        from (select state #> array['work', 'resources', resource]) as found (r)), 0) $$;

update sync_logs
set sync_type = state #>> '{started,sync_type}',
  by_webhook = coalesce(
    state #>> '{started,trigger}' = 'webhook' or state #>> '{started,sync_type}' = 'webhook', false),
  duration_ms = greatest(0, round(extract(epoch from completed_at - started_at) * 1000)),
  history_entry = json_build_object(
    'sync_id', sync_id,
    'service', service,
    'started_at', pg_temp.instant(started_at),
    'completed_at', pg_temp.instant(completed_at),
    'status', status,
    'records_processed', records_processed,
    'records_success', records_success,
    'records_failed', records_failed,
    'metadata', json_build_object(
      'sync_type', coalesce(state #>> '{started,mode}', operation_type),
      'patients_processed', pg_temp.processed(state, 'patients'),
      'appointments_processed', pg_temp.processed(state, 'appointments')));

alter table sync_logs alter column history_entry set not null;

create index sync_logs_of_service on sync_logs (organization_id, service, id, sync_id);
create index sync_logs_completed on sync_logs (organization_id, service, id, sync_id) where status = 'completed';
create index sync_logs_failed on sync_logs (organization_id, service, id, sync_id) where status = 'failed';
create index sync_logs_cancelled on sync_logs (organization_id, service, id, sync_id) where status = 'cancelled';
create index sync_logs_by_webhook on sync_logs (organization_id, service, id, sync_id) where by_webhook;
-- Most runs are incremental; the others are found among many.
create index sync_logs_of_type on sync_logs (organization_id, service, sync_type, id, sync_id)
  where sync_type <> 'incremental';

create index run_failures_of_service on run_failures (organization_id, service, created_at, id);

create table data_freshness (
  organization_id text not null,
  service text not null,
  resource text not null,
  last_checked_at timestamptz not null,
  last_changed_at timestamptz,
  primary key (organization_id, service, resource)
);
comment on table data_freshness is 'When each type of data was last stored, and when that last changed any of it';

insert into data_freshness
select organization_id, service, resource, max(occurred_at), max(occurred_at) filter (where changed > 0)
from (
  select organization_id, service, occurred_at,
    (body ->> 'inserted')::bigint + (body ->> 'updated')::bigint as changed,
    case type
      when 'syncledger.PatientsUpserted.v1' then 'patients'
      when 'syncledger.AppointmentsUpserted.v1' then 'appointments'
      else coalesce(body ->> 'resource', 'items')
    end as resource
  from sync_events
  where type in ('syncledger.PatientsUpserted.v1', 'syncledger.AppointmentsUpserted.v1', 'syncledger.ItemsUpserted.v1')
  union all
  select organization_id, service, occurred_at, 1, body ->> 'resource'
  from sync_events where type = 'syncledger.RecordsVanished.v1'
) stored
group by organization_id, service, resource;
