-- The scheduler's memory: one row for each organisation and service with credentials, and when it
-- is due. The columns are db-scheduler's own (16.0.0, its PostgreSQL tables), which all instances
-- share: a row that is picked belongs to one of them for as long as its heartbeat is fresh.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);

create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
