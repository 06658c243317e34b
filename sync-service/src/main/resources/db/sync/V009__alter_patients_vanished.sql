-- A patient that the source no longer has, without saying so, is marked and not deleted: it may come
-- back. The indexes are for what is asked of any number of patients: who there is within a range of
-- ids, as numbers of different lengths, and how many the source's own list would show. Both leave
-- out what is not asked for. Building them blocks writes: about 5 s for a million patients.
alter table patients add column vanished_at timestamptz;

create index patients_known on patients (organization_id, (cliniko_patient_id::numeric))
  where vanished_at is null;

create index patients_shown on patients (organization_id)
  where vanished_at is null and archived_at is null;
