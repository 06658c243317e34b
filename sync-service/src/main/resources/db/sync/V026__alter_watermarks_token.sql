-- Where the next run of a list begins whose source tells changes by tokens instead of instants:
-- opaque to all but the source. Null for lists that are followed by their instants.
alter table watermarks add column token text;
