-- The code's words: how requests with an idempotency key were answered, and how many retries in a
-- row, up to a run, followed an attempt that had stored no page.
alter table start_answers rename to idempotency_keys;
alter index start_answers_pkey rename to idempotency_keys_pkey;
alter table sync_runs rename column futile to retries_without_progress;
alter table pending_retries rename column futile to retries_without_progress;
