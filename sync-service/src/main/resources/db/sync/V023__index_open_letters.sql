-- Counted every few seconds for the metrics: only what is open, without reading the letters themselves.
create index rejected_records_open on rejected_records (kind) where redriven_by is null;
