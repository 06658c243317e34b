-- A clinic's appointments, alone and in groups, and who attends them, as Cliniko last told them.
-- Kept like patients: only what a sync needs (no notes, no links that let their holder in, no
-- addresses), other records by the ids that the source's links name. Those are no foreign keys, as
-- the source's links may lead nowhere. The indexes by patient answer who has an appointment from
-- some day on, in the order of the patients' ids, without visiting the rows.
create table appointments (
  id bigint generated always as identity primary key,
  organization_id text not null,
  cliniko_appointment_id text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  patient_id text,
  practitioner_id text,
  business_id text,
  appointment_type_id text,
  patient_case_id text,
  repeated_from_id text,
  repeat_rule jsonb,
  patient_arrived boolean,
  did_not_arrive boolean,
  email_reminder_sent boolean,
  sms_reminder_sent boolean,
  online_booking_policy_accepted boolean,
  cancellation_reason bigint,
  invoice_status bigint,
  treatment_note_status bigint,
  source_created_at timestamptz,
  source_updated_at timestamptz,
  archived_at timestamptz,
  cancelled_at timestamptz,
  deleted_at timestamptz,
  vanished_at timestamptz,
  content_hash bytea not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  constraint appointments_org_cliniko_appointment_unique
    unique (organization_id, cliniko_appointment_id)
) with (fillfactor = 85);

create index appointments_known on appointments (organization_id, (cliniko_appointment_id::numeric))
  where vanished_at is null;

create index appointments_shown on appointments (organization_id)
  where vanished_at is null and archived_at is null and cancelled_at is null;

create index appointments_of_patient on appointments (organization_id, patient_id, starts_at)
  where vanished_at is null and archived_at is null and cancelled_at is null
    and deleted_at is null;

create table group_appointments (
  id bigint generated always as identity primary key,
  organization_id text not null,
  cliniko_group_appointment_id text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  max_attendees bigint,
  patient_ids text[],
  practitioner_id text,
  business_id text,
  appointment_type_id text,
  repeated_from_id text,
  repeat_rule jsonb,
  source_created_at timestamptz,
  source_updated_at timestamptz,
  archived_at timestamptz,
  deleted_at timestamptz,
  vanished_at timestamptz,
  content_hash bytea not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  constraint group_appointments_org_cliniko_group_appointment_unique
    unique (organization_id, cliniko_group_appointment_id)
) with (fillfactor = 85);

create index group_appointments_known
  on group_appointments (organization_id, (cliniko_group_appointment_id::numeric))
  where vanished_at is null;

create index group_appointments_shown on group_appointments (organization_id)
  where vanished_at is null and archived_at is null;

create index group_appointments_from
  on group_appointments (organization_id, starts_at, cliniko_group_appointment_id)
  where vanished_at is null and archived_at is null and deleted_at is null;

create table attendees (
  id bigint generated always as identity primary key,
  organization_id text not null,
  cliniko_attendee_id text not null,
  booking_id text,
  patient_id text,
  patient_case_id text,
  arrived boolean,
  email_reminder_sent boolean,
  sms_reminder_sent boolean,
  online_booking_policy_accepted boolean,
  cancellation_reason bigint,
  invoice_status bigint,
  treatment_note_status bigint,
  source_created_at timestamptz,
  source_updated_at timestamptz,
  archived_at timestamptz,
  cancelled_at timestamptz,
  deleted_at timestamptz,
  vanished_at timestamptz,
  content_hash bytea not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  constraint attendees_org_cliniko_attendee_unique unique (organization_id, cliniko_attendee_id)
) with (fillfactor = 85);

create index attendees_known on attendees (organization_id, (cliniko_attendee_id::numeric))
  where vanished_at is null;

create index attendees_shown on attendees (organization_id)
  where vanished_at is null and archived_at is null and cancelled_at is null;

create index attendees_of_patient on attendees (organization_id, patient_id, booking_id)
  where vanished_at is null and archived_at is null and cancelled_at is null
    and deleted_at is null;
