-- Whether a batch arrived is asked of the log itself, from the time on at which it was claimed: the
-- number that Kafka kept for it could be forgotten, or be undecided for ever after a broker's crash.
alter table outbox add column claimed_at timestamptz;

-- Nothing that is claimed was sent before it was appended.
update outbox set claimed_at = created_at where batch is not null and published_at is null;

alter table outbox drop column batch;

drop sequence outbox_batches;
