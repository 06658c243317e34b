-- The tenants. A row here is also the lock that starts of syncs queue up on, so that two of them
-- never race for the one live run. Milliseconds on an empty schema.
create table organizations (
  organization_id text primary key,
  name text not null,
  created_at timestamptz not null
);
