-- The table has the name of what it holds: the inputs of the alert rules, one row for each service of an organization.
alter table alert_watches rename to alert_rule_inputs;
alter table alert_rule_inputs rename constraint alert_watches_pkey to alert_rule_inputs_pkey;
alter index alert_watches_due rename to alert_rule_inputs_due;
comment on table alert_rule_inputs is 'What the alert rules are evaluated on, one row for each service of an organization';
comment on column alert_rule_inputs.alert_after is 'When the passing of time alone can next change an alert; null: never';
comment on column alert_rule_inputs.revision is 'A random number that changes with every write, to tell whether a cached state is current';
