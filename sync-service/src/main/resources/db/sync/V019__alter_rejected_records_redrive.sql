-- Dead letters that can be tried again. A record has one open letter, however often it is rejected:
-- event_id is the RecordsRejected event that told of it last, page the page it came on. A letter is
-- open until redriven_by names the run that took the record over. claimed_by is the latest redrive
-- that was to fetch it anew.
alter table rejected_records
  add column event_id text,
  add column page integer,
  add column redriven_by text,
  add column redriven_at timestamptz,
  add column claimed_by text;

-- Of a record that was rejected by several runs the latest letter remains.
delete from rejected_records as older using rejected_records as newer
where older.kind = 'record' and newer.kind = 'record' and newer.id > older.id
  and newer.organization_id = older.organization_id and newer.service = older.service
  and newer.resource = older.resource and newer.record_id = older.record_id;

create unique index rejected_records_open_record
  on rejected_records (organization_id, service, resource, record_id)
  where kind = 'record' and record_id is not null and redriven_by is null;

-- Records without an id have letters as well, as many as one run rejected for the same reason.
create index rejected_records_open_nameless
  on rejected_records (organization_id, service, resource, error_type, reason)
  where kind = 'record' and record_id is null and redriven_by is null;

-- The list, newest first.
create index rejected_records_list on rejected_records (organization_id, id desc);

-- What a redrive is to fetch.
create index rejected_records_claimed on rejected_records (claimed_by) where claimed_by is not null;
