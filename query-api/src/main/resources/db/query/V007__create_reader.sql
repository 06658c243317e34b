-- Who looks at the read side by SQL: Grafana, and people with queries of their own. The role may read what
-- afterMigrate__grant_reading.sql lists, and nothing else; it cannot log in before somebody gives it a password.
-- Where the migrating user may not create roles, an administrator creates it: deploy/postgres/reader.sql.
do $$
begin
  if not exists (select from pg_roles where rolname = 'syncledger_reader') then
    create role syncledger_reader nologin;
  end if;
exception
  when insufficient_privilege then
    raise notice 'The role syncledger_reader is left to an administrator';
  when duplicate_object or unique_violation then
    raise notice 'The role syncledger_reader has just been created from another database of this server';
end $$;
