-- Gives the reader of the read side its login: psql -v password=... -f reader.sql, as an administrator, as often as wanted.
-- query-api grants it what it may read, at its next start if the role is made here.
select 'create role syncledger_reader'
where not exists (select from pg_roles where rolname = 'syncledger_reader')
\gexec
alter role syncledger_reader with login password :'password';
