-- Every page moves its run's lease on. As long as the lease is in an index, that is a new entry in
-- each index of the table, and thousands of dead ones until the next vacuum; without it the row is
-- rewritten where it is, given room on its page. Live runs are few: sync_runs_one_live finds them.
drop index sync_runs_lease;
alter table sync_runs set (fillfactor = 85);
