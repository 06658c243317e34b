-- Emitters choose their own ids: two services of one organisation may use the same, and their partitions come in any order.

alter table sync_events
  drop constraint sync_events_pkey,
  add primary key (organization_id, id, service);

alter table run_failures
  drop constraint sync_errors_pkey,
  add constraint run_failures_pkey primary key (organization_id, id, service);
