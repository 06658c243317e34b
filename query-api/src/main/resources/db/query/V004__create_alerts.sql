-- What the rules look at and what they said, both folds of the log; and what people set, which is not.

create table alert_watches (
  organization_id text not null,
  service text not null,
  state jsonb not null,
  alert_after timestamptz,
  source_partition integer not null,
  source_offset bigint not null,
  primary key (organization_id, service)
);
comment on table alert_watches is 'What the rules look at, a row for each service of an organization';
comment on column alert_watches.alert_after is 'When the mere passing of time can next change an alert; null: never';

create index alert_watches_due on alert_watches (alert_after) where alert_after is not null;

create table sync_alerts (
  id text not null primary key,
  fingerprint text not null,
  episode bigint not null,
  organization_id text not null,
  service text not null,
  rule text not null,
  severity text not null,
  state text not null check (state in ('pending', 'firing', 'resolved')),
  summary text not null,
  because jsonb not null,
  error_code text,
  pending_since timestamptz not null,
  started_at timestamptz,
  resolved_at timestamptz,
  acknowledged_by text,
  acknowledged_at timestamptz,
  incident_id text,
  told text check (told in ('raised', 'resolved', 'nothing')),
  told_deployment boolean not null default false,
  tell_after timestamptz,
  updated_at timestamptz not null,
  unique (fingerprint, episode)
);
comment on table sync_alerts is 'Every episode of every alert: fires from started_at to resolved_at';
comment on column sync_alerts.because is 'Ids of the events that the rule fires for';
comment on column sync_alerts.told is 'The last notice given of it; nothing where it was over before it could be told';
comment on column sync_alerts.told_deployment is 'Whether the channels of the whole deployment were told of it, not only of its incident';
comment on column sync_alerts.tell_after is 'When a notice may be due; null: none is';

create index sync_alerts_newest on sync_alerts (organization_id, started_at desc, id desc) where started_at is not null;
create index sync_alerts_firing on sync_alerts (service, error_code, started_at) where state = 'firing';
create index sync_alerts_untold on sync_alerts (tell_after) where tell_after is not null;
create index sync_alerts_incidents on sync_alerts (incident_id) where incident_id is not null;
create index sync_alerts_changes on sync_alerts (organization_id, updated_at);

create table alert_incidents (
  incident_id text not null primary key,
  service text not null,
  error_code text not null,
  organizations bigint not null,
  started_at timestamptz not null,
  resolved_at timestamptz
);
comment on table alert_incidents is 'One cause that many organizations suffer from';

create unique index alert_incidents_open on alert_incidents (service, error_code) where resolved_at is null;

create table alert_thresholds (
  organization_id text not null,
  service text not null default '',
  settings jsonb not null,
  updated_by text not null,
  updated_at timestamptz not null,
  primary key (organization_id, service)
);
comment on column alert_thresholds.service is 'Empty: for all services that have none of their own';
comment on column alert_thresholds.settings is 'Only what differs from the default';

create table alert_silences (
  id uuid not null primary key,
  organization_id text not null,
  service text,
  rule text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  comment text not null,
  created_by text not null,
  created_at timestamptz not null,
  check (ends_at >= starts_at)
);
comment on table alert_silences is 'Alerts fire without notices then; what still fires at the end is told';
comment on column alert_silences.service is 'Null: every service';
comment on column alert_silences.rule is 'Null: every rule';

create index alert_silences_of on alert_silences (organization_id, ends_at desc);
