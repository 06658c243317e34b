import { Alert, List, Text } from '@mantine/core';
import { IconClockExclamation, IconKeyOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { connectionQuery, syncStatusQuery } from '../api/queries';
import type { SyncStatus } from '../api/types';
import { explainCode } from '../words/problems';

/** What a person should know before trusting the figures: refused credentials, data growing old. */
export function Warnings({ organization }: { organization: string }) {
  const connection = useQuery(connectionQuery(organization)).data;
  const status = useQuery(syncStatusQuery(organization)).data;
  const refused = explainCode('CLINIKO_AUTH_FAILED');
  return (
    <>
      {connection?.credentials_valid === false && refused && (
        <Alert color="red" icon={<IconKeyOff />} title={refused.title} role="alert">
          {refused.advice}
        </Alert>
      )}
      {status && status.status !== 'never_synced' && <Freshness status={status} />}
    </>
  );
}

const TITLES = {
  stale: 'The data is out of date',
  aging: 'The data is getting old',
  fresh: 'Please note',
};

function Freshness({ status: { data_freshness, warnings } }: { status: SyncStatus }) {
  const freshness = data_freshness ?? 'fresh';
  if (freshness === 'fresh' && warnings.length === 0) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconClockExclamation />}
      title={TITLES[freshness]}
      data-testid="freshness"
    >
      {warnings.length === 0 ? (
        <Text size="sm">Start a sync to bring it up to date.</Text>
      ) : (
        <List size="sm">
          {warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
