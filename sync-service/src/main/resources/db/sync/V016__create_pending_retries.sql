-- Failed runs that will be tried again, at most one for each organisation and service. Written in the
-- transaction that ends the failed run, and deleted in the one that begins any other, so that a
-- retry happens once or not at all.
create table pending_retries (
  organization_id text not null references organizations,
  service text not null,
  retry_of text not null references sync_runs,
  mode text not null,
  sync_type text not null,
  attempt integer not null,
  futile integer not null,
  due_at timestamptz not null,
  primary key (organization_id, service)
);

create index pending_retries_due on pending_retries (due_at);

-- Runs are given up, too: then sync_id is the last attempt, and there is no resource and no record.
alter table rejected_records
  add column kind text not null default 'record' check (kind in ('record', 'run')),
  alter column resource drop not null;
