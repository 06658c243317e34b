-- A clinic's patients as Cliniko last told them. Only what a sync needs is kept: no notes, no
-- medicare numbers, no custom fields. content_hash is over all columns that come from the source: a
-- row whose hash did not change is not rewritten. Room is left on each page so that a rewritten row
-- can stay on it.
create table patients (
  id bigint generated always as identity primary key,
  organization_id text not null,
  cliniko_patient_id text not null,
  first_name text,
  last_name text,
  preferred_first_name text,
  title text,
  date_of_birth date,
  email text,
  phone_numbers jsonb,
  address_1 text,
  address_2 text,
  address_3 text,
  city text,
  state text,
  post_code text,
  country text,
  country_code text,
  time_zone text,
  gender text,
  gender_identity text,
  sex text,
  reminder_type text,
  source_created_at timestamptz,
  source_updated_at timestamptz,
  archived_at timestamptz,
  deleted_at timestamptz,
  merged_at timestamptz,
  merged_with_patient_id text,
  content_hash bytea not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  constraint patients_org_cliniko_patient_unique unique (organization_id, cliniko_patient_id)
) with (fillfactor = 85);
