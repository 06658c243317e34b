-- At every start: the reader may read these, also those that a later migration has made, and also when the role was
-- created after the tables. Its settings make names without a schema mean the read side, and end queries that last too long.
-- Only what is missing is granted, by one instance at a time: PostgreSQL refuses two grants at once.
do $$
declare
  readable constant text[] := array['sync_logs', 'sync_events', 'sync_metrics', 'sync_errors', 'sync_state', 'sync_alerts',
    'alert_incidents', 'alert_deliveries', 'audit_events', 'projection_positions', 'projection_skips'];
  relation text;
begin
  perform pg_advisory_xact_lock(7302618554101874);
  if not exists (select from pg_roles where rolname = 'syncledger_reader') then
    return;
  end if;
  if not has_schema_privilege('syncledger_reader', '${flyway:defaultSchema}', 'usage') then
    grant usage on schema ${flyway:defaultSchema} to syncledger_reader;
  end if;
  for relation in
    select format('%I.%I', n.nspname, c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = '${flyway:defaultSchema}' and c.relname = any(readable) and c.relkind in ('r', 'p', 'v', 'm')
      and not has_table_privilege('syncledger_reader', c.oid, 'select')
  loop
    execute 'grant select on ' || relation || ' to syncledger_reader';
  end loop;
  if not exists (
    select from pg_db_role_setting s
    join pg_roles r on r.oid = s.setrole join pg_database d on d.oid = s.setdatabase
    where r.rolname = 'syncledger_reader' and d.datname = current_database())
  then
    begin
      execute format('alter role syncledger_reader in database %I set search_path = ${flyway:defaultSchema}', current_database());
      execute format('alter role syncledger_reader in database %I set default_transaction_read_only = on', current_database());
      execute format('alter role syncledger_reader in database %I set statement_timeout = %L', current_database(), '30s');
    exception
      when insufficient_privilege then
        raise notice 'The settings of the role syncledger_reader are left to an administrator';
    end;
  end if;
end $$;
