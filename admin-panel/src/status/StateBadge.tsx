import { Badge, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { connectionQuery, syncStatusQuery } from '../api/queries';
import { humanize } from '../format/numbers';

interface Props {
  organization: string;
  /** A run is in progress according to the live stream, which is ahead of the status view. */
  running: boolean;
}

interface Look {
  label: string;
  color: string;
}

const LOOKS: Readonly<Record<string, Look>> = {
  syncing: { label: 'Syncing', color: 'blue' },
  healthy: { label: 'Healthy', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
  unhealthy: { label: 'Unhealthy', color: 'red' },
  never_synced: { label: 'Never synced', color: 'gray' },
};

/** The organisation's status in one word. */
export function StateBadge({ organization, running }: Props) {
  const status = useQuery(syncStatusQuery(organization)).data?.status;
  const health = useQuery(connectionQuery(organization)).data?.sync_status;
  if (status === undefined)
    return <Skeleton h={26} w={90} radius="xl" aria-label="Loading state" />;

  // The health of an idle organisation follows from its latest runs, which only the health view knows.
  const state = running ? 'syncing' : status === 'idle' ? (health ?? 'healthy') : status;
  const { label, color } = LOOKS[state] ?? { label: humanize(state), color: 'yellow' };
  return (
    <Badge color={color} variant="light" size="lg" tt="none" flex="none" data-testid="state-badge">
      {label}
    </Badge>
  );
}
