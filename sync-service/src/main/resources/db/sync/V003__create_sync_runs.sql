-- The runs, as far as their worker needs to know: who works on one, until when that is believed,
-- and which sequence its next event gets. What happened in a run is told by its events alone.
-- Every page's transaction begins by updating its run's row where ended_at is null: that is the
-- fence which keeps a worker whose run was ended by someone else from writing anything.
create table sync_runs (
  sync_id text primary key,
  organization_id text not null references organizations,
  service text not null,
  mode text not null,
  epoch bigint not null,
  worker_id text not null,
  lease_until timestamptz not null,
  next_sequence bigint not null,
  records_processed bigint not null default 0,
  cancel_requested_by text,
  traceparent text,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint sync_runs_epoch_unique unique (organization_id, service, epoch)
);

-- One live run per organisation and service.
create unique index sync_runs_one_live on sync_runs (organization_id, service) where ended_at is null;

-- What the reaper looks for.
create index sync_runs_lease on sync_runs (lease_until) where ended_at is null;
