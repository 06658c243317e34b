-- Nothing but the services reads a watch, and it is written again and again: as text it costs half.
alter table alert_watches
  alter column state type json using state::json,
  add column revision bigint not null default 0;
comment on column alert_watches.revision is
  'A random number that is another one after every change, to know a remembered state by';
