-- Until when the source takes no request at all with a key, as it told one of the instances.
create table request_pauses (
  budget bytea primary key,
  until timestamptz not null
);
