import { Alert, List, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { syncStatusQuery } from '../api/queries';

const TITLES = {
  stale: 'The data is out of date',
  aging: 'The data is getting old',
  fresh: 'Please note',
};

/** Warnings about how far the data can be trusted, as reported by the API. */
export function Warnings({ organization }: { organization: string }) {
  const status = useQuery(syncStatusQuery(organization)).data;
  if (status === undefined || status.status === 'never_synced') return null;
  const freshness = status.data_freshness ?? 'fresh';
  if (freshness === 'fresh' && status.warnings.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconClockExclamation />}
      title={TITLES[freshness]}
      data-testid="freshness"
    >
      {status.warnings.length === 0 ? (
        <Text size="sm">Start a sync to bring it up to date.</Text>
      ) : (
        <List size="sm">
          {status.warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
