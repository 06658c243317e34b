import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connectionQuery, syncStatusQuery } from '../api/queries';
import type { ConnectionStatus, SyncStatus } from '../api/types';
import { count } from '../format/numbers';
import { ProblemNotice } from '../format/ProblemNotice';
import { exactTime } from '../format/time';
import { Mark } from './Mark';
import classes from './StatusCard.module.css';

interface Props {
  organization: string;
}

/** The status of the organisation's connection to Cliniko. */
export function StatusCard({ organization }: Props) {
  const connection = useQuery(connectionQuery(organization));
  const status = useQuery(syncStatusQuery(organization));
  const problem = connection.error ?? status.error;
  return (
    <Paper
      component="section"
      aria-label="Connection"
      withBorder
      p={{ base: 'lg', sm: 'xl' }}
      h="100%"
    >
      <Title order={2} size="h4" mb="lg">
        Cliniko connection
      </Title>
      {connection.data && status.data ? (
        <Facts connection={connection.data} status={status.data} />
      ) : problem ? (
        <ProblemNotice
          problem={problem}
          onRetry={() => {
            void connection.refetch();
            void status.refetch();
          }}
        />
      ) : (
        <Stack gap="md" aria-label="Loading the connection" aria-busy>
          {[1, 2, 3, 4].map((line) => (
            <Skeleton key={line} h={20} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}

function Facts({ connection, status }: { connection: ConnectionStatus; status: SyncStatus }) {
  const last = status.last_successful_sync;
  return (
    <Stack component="dl" gap="sm" m={0}>
      <Fact name="Credentials">
        <Credentials connection={connection} />
      </Fact>
      <Fact name="Region">{connection.api_region ?? 'Not known yet'}</Fact>
      <Fact name="Patients">
        {connection.last_sync == null || connection.total_patients == null
          ? 'Not known yet'
          : count(connection.total_patients)}
      </Fact>
      <Fact name="Syncs">{connection.sync_enabled ? 'Enabled' : 'Switched off'}</Fact>
      <Fact name="Last success">
        {last == null ? (
          'Never'
        ) : (
          <>
            {status.last_successful_sync_human}
            <time dateTime={last} className={classes.exact}>
              {exactTime(last)}
            </time>
          </>
        )}
      </Fact>
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" gap="md" wrap="nowrap">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" fw={500} m={0} ta="right">
        {children}
      </Text>
    </Group>
  );
}

function Credentials({ connection }: { connection: ConnectionStatus }) {
  if (connection.credentials_valid) return <Mark kind="good">Valid</Mark>;
  // "Not valid" includes "not tried yet"; only refused credentials disable syncs.
  return connection.sync_enabled ? 'Not confirmed yet' : <Mark kind="bad">Refused by Cliniko</Mark>;
}
