-- What a source is entered with, encrypted by the application (AES-256-GCM): whoever reads this
-- table alone learns no key. key_id tells which of the application's keys encrypted the row, so
-- that keys can be rotated. version tells a replaced credential from the one a run began with.
create table credentials (
  organization_id text not null references organizations,
  service text not null,
  key_id text not null,
  nonce bytea not null,
  ciphertext bytea not null,
  api_region text,
  valid boolean not null default true,
  version bigint not null default 1,
  updated_at timestamptz not null,
  primary key (organization_id, service)
);
