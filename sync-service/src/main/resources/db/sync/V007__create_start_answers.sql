-- What a request to start a sync was answered, by its Idempotency-Key: the same request within 24
-- hours gets the same answer, another request with the same key is refused. Written in the
-- transaction that starts the run, so a key never starts two.
create table start_answers (
  organization_id text not null references organizations,
  idempotency_key text not null,
  request text not null,
  sync_id text not null,
  started boolean not null,
  answered_at timestamptz not null,
  primary key (organization_id, idempotency_key)
);
