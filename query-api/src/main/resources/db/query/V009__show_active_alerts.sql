-- Health shows what is pending or firing now, among all episodes of the past.
create index sync_alerts_active on sync_alerts (organization_id, service) where state <> 'resolved';
