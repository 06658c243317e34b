-- Notices of alerts on their way to people and programs. A notice is appended in the transaction of the flip that it tells,
-- with one delivery for each channel; whatever dies after that, another instance goes on from here.

create table alert_channels (
  channel_id text primary key,
  organization_id text not null,
  kind text not null check (kind in ('webhook', 'email', 'alertmanager')),
  target text not null,
  enabled boolean not null,
  disabled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, kind, target)
);
comment on table alert_channels is 'Where an organisation wants its alerts; the deployment''s own channels are settings';
comment on column alert_channels.target is 'An address: of a web page, or of a mailbox';

create table alert_channel_secrets (
  channel_id text not null references alert_channels on delete cascade,
  created_at timestamptz not null,
  key_id text not null,
  nonce bytea not null,
  ciphertext bytea not null,
  expires_at timestamptz,
  primary key (channel_id, created_at)
);
comment on table alert_channel_secrets is 'What webhooks are signed with, encrypted; a rotated one signs beside the new one until it expires';

create table alert_notices (
  notice_id text primary key,
  alert_key text not null,
  organization_id text,
  message jsonb not null,
  created_at timestamptz not null
);
comment on column alert_notices.notice_id is 'The same for the same flip, so that it is told once';
comment on column alert_notices.alert_key is 'The fingerprint of an alert, or the id of an incident';
comment on column alert_notices.organization_id is 'Null: an incident, for those who run the deployment';

create index alert_notices_old on alert_notices (created_at);

create table alert_deliveries (
  id bigint generated always as identity primary key,
  notice_id text not null references alert_notices on delete cascade,
  alert_key text not null,
  organization_id text,
  channel_id text not null,
  kind text not null,
  state text not null check (state in ('pending', 'delivered', 'failed', 'cancelled')),
  attempts integer not null default 0,
  failures integer not null default 0,
  next_attempt_at timestamptz,
  claim uuid,
  last_attempt_at timestamptz,
  last_status integer,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  unique (notice_id, channel_id)
);
comment on column alert_deliveries.next_attempt_at is 'Null: nothing more to do. While claimed: when the claim lapses. Of a delivered one: an Alertmanager is told again that the alert fires';
comment on column alert_deliveries.failures is 'Failed attempts since the last success or redelivery; chooses the next wait';

create index alert_deliveries_due on alert_deliveries (next_attempt_at) where next_attempt_at is not null;
create index alert_deliveries_in_order on alert_deliveries (channel_id, alert_key, id);
create index alert_deliveries_undelivered on alert_deliveries (created_at) where state = 'pending';
create index alert_deliveries_newest on alert_deliveries (organization_id, id desc);
