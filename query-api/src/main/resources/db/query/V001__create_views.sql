-- The read side. Every table is a fold of the log and can be thrown away and rebuilt from it.
-- source_partition and source_offset name the record of the topic that a row was last written from: a record
-- that was applied already changes nothing when it comes again.

create table projection_positions (
  topic text not null,
  partition integer not null,
  position bigint not null,
  watermark timestamptz,
  updated_at timestamptz not null,
  primary key (topic, partition)
);
comment on table projection_positions is 'Up to where each partition has been applied; moves in the same transaction as the rows';
comment on column projection_positions.position is 'The offset of the next record';
comment on column projection_positions.watermark is 'The event time of the latest record applied';

create table projection_skips (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  reason text not null,
  skipped_at timestamptz not null,
  primary key (topic, partition, record_offset)
);
comment on table projection_skips is 'Records that no view could take; they stay in the log';

create table sync_logs (
  organization_id text not null,
  service text not null,
  sync_id text not null,
  id bigint not null,
  operation_type text not null,
  status text not null,
  started_at timestamptz not null,
  completed_at timestamptz,
  records_processed bigint not null,
  records_success bigint not null,
  records_failed bigint not null,
  metadata jsonb not null,
  error_details text,
  created_at timestamptz not null,
  state jsonb not null,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, sync_id, service)
);
comment on column sync_logs.id is 'Follows from the start and the sync_id, so that a rebuild gives the same';
comment on column sync_logs.state is 'The folded run, from which every view of it is made';

create index sync_logs_newest on sync_logs (organization_id, started_at desc, id desc);
create index sync_logs_changes on sync_logs (organization_id, source_partition, source_offset);
create index sync_logs_live on sync_logs (organization_id) where completed_at is null;

create table sync_state (
  organization_id text not null,
  service text not null,
  last_sync_token text,
  last_full_sync timestamptz,
  last_incremental_sync timestamptz,
  last_successful_sync timestamptz,
  last_failed_sync timestamptz,
  consecutive_failures integer not null,
  is_healthy boolean not null,
  health_check_at timestamptz not null,
  state jsonb not null,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, service)
);
comment on column sync_state.health_check_at is 'The end of the latest run that health was folded from';

create table sync_metrics (
  organization_id text not null,
  service text not null,
  metric_type text not null check (metric_type in ('hourly', 'daily', 'weekly')),
  period_start timestamptz not null,
  successful_syncs bigint not null,
  failed_syncs bigint not null,
  cancelled_syncs bigint not null,
  total_items_synced bigint not null,
  total_duration_ms bigint not null,
  average_duration_ms bigint not null,
  error_rate double precision not null,
  last_updated timestamptz not null,
  durations jsonb not null,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, service, metric_type, period_start)
);
comment on column sync_metrics.durations is 'A mergeable sketch of the runs'' durations';

create table sync_events (
  organization_id text not null,
  id text not null,
  service text not null,
  sync_id text not null,
  sequence bigint not null,
  type text not null,
  body jsonb not null,
  occurred_at timestamptz not null,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, id)
);
comment on table sync_events is 'Append-only: the first delivery of an event counts';

create index sync_events_in_order on sync_events (organization_id, occurred_at, sync_id, sequence);

create table sync_errors (
  organization_id text not null,
  id text not null,
  service text not null,
  sync_id text not null,
  error_type text not null,
  error_code text not null,
  error_message text not null,
  http_status integer,
  retryable boolean not null,
  retry_count integer not null,
  next_retry_at timestamptz,
  resolved_at timestamptz,
  created_at timestamptz not null,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, id)
);
comment on column sync_errors.id is 'sync_id/sequence of the event that ended the run';

create index sync_errors_newest on sync_errors (organization_id, created_at desc);
