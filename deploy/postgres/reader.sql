-- Gives the role syncledger_reader its login. Run as an administrator: psql -v password=... -f reader.sql; may be repeated.
-- query-api grants its privileges, at its next start if the role is created here.
select 'create role syncledger_reader'
where not exists (select from pg_roles where rolname = 'syncledger_reader')
\gexec
alter role syncledger_reader with login password :'password';
