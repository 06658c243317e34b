-- Who this outbox is to Kafka: the relay's transactions and its last batch number are kept there
-- under this name. A relay of another database must be somebody else, or the two would take each
-- other's batches for their own.
create table outbox_identity (
  only_row boolean primary key default true check (only_row),
  identity text not null default 'sync-service-outbox-' || gen_random_uuid()
);

insert into outbox_identity default values;
