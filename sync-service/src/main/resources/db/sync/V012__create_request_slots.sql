-- The requests that each key may still make in a window, shared by all instances. A request takes a
-- slot and holds it until a window after its answer; a holder that died never says so, therefore a
-- taken slot has from the beginning an instant from which on it is free. budget is the SHA-256 of
-- the key. Slots that nobody used for a day are deleted and created again on demand. Room is left
-- on each page, as nearly every statement here is an update.
create table request_slots (
  budget bytea not null,
  slot int not null,
  free_at timestamptz not null,
  uses bigint not null,
  primary key (budget, slot)
) with (fillfactor = 50);
