-- How far each list of a source has been taken over, as the next run begins from there. Both
-- instants are the source's own. They move only in the transaction that ends a run as completed.
-- updated_at: the latest change received. change_floor: the latest change known when the run that
-- moved it began; whatever was archived or cancelled since is looked for once more, as that need
-- not change a record's updated_at. Null where the list was empty.
create table watermarks (
  organization_id text not null references organizations,
  service text not null,
  resource text not null,
  updated_at timestamptz,
  change_floor timestamptz,
  primary key (organization_id, service, resource)
);
