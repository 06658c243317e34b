-- What comparing local records with the source found, by names of fields and never by values. One
-- check at a time for each organisation and service; one that its instance did not live to end is
-- ended by the next. The newest 100 are kept.
create table consistency_checks (
  check_id text primary key,
  organization_id text not null references organizations,
  service text not null,
  sync_id text,
  idempotency_key text,
  status text not null check (status in ('running', 'consistent', 'inconsistent', 'unverified')),
  started_at timestamptz not null,
  checked_at timestamptz,
  report text
);

create unique index consistency_checks_one_running on consistency_checks (organization_id, service)
  where status = 'running';

create index consistency_checks_newest on consistency_checks (organization_id, service, started_at);
