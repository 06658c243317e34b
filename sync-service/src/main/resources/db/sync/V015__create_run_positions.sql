-- A run is an attempt: the first, or one that goes on where the one before failed. futile counts the
-- retries in a row, up to this one, that began without the one before having stored a page.
alter table sync_runs
  add column sync_type text not null default 'full',
  add column attempt integer not null default 1,
  add column retry_of text,
  add column futile integer not null default 0,
  add column pages bigint not null default 0;

-- How far a run has come in each step of its plan, written with every page in the page's own
-- transaction. The next attempt takes them over; nobody needs them after the last one's end.
create table run_positions (
  sync_id text not null references sync_runs on delete cascade,
  step text not null,
  position text not null,
  newest timestamptz,
  done boolean not null,
  primary key (sync_id, step)
);
