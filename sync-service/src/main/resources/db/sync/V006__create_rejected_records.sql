-- Records that could not be taken over, by id and reason; their content stays at the source.
create table rejected_records (
  id bigint generated always as identity primary key,
  organization_id text not null,
  service text not null,
  sync_id text not null,
  resource text not null,
  record_id text,
  error_type text not null,
  reason text not null,
  rejected_at timestamptz not null
);

create index rejected_records_sync on rejected_records (organization_id, sync_id);
