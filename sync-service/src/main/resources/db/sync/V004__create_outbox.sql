-- The only way out: an event is here if and only if what it tells was committed with it. The relay
-- gives the oldest unclaimed rows a batch number, sends them in one Kafka transaction that also
-- records the number, and marks them published. body is json, not jsonb, to keep its very text.
-- Rows live for the retention (7 days by default) after they were published.
create table outbox (
  id bigint generated always as identity primary key,
  event_id text not null,
  key text not null,
  type text not null,
  body json not null,
  traceparent text,
  batch bigint,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  constraint outbox_event_unique unique (event_id)
);

create index outbox_unpublished on outbox (id) where published_at is null;

create index outbox_published on outbox (published_at) where published_at is not null;

create sequence outbox_batches;
