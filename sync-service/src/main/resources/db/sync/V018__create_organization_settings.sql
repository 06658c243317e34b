-- What an organisation chose for its scheduled syncs; null is the default of the service, so that a
-- default can change. version grows with every change, and applied_version follows as soon as the
-- scheduler has moved what was due by the settings before: should an instance die in between,
-- another one still sees that there is something to do.
create table organization_settings (
  organization_id text primary key references organizations,
  interval_minutes integer,
  paused boolean,
  adaptive boolean,
  sync_mode text,
  version bigint not null,
  applied_version bigint not null default 0,
  updated_at timestamptz not null
);

create index organization_settings_unapplied on organization_settings (organization_id)
  where applied_version <> version;

-- How a run ended ('completed', 'failed' or 'cancelled') and how many records it changed here: what
-- an interval that adapts, and the time of the next full sync, are worked out from.
alter table sync_runs
  add column outcome text,
  add column records_changed bigint not null default 0;
