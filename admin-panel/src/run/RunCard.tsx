import { Alert, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { startSync } from '../api/endpoints';
import { historyQuery } from '../api/queries';
import { ProblemNotice } from '../format/ProblemNotice';
import { ConnectionState } from './ConnectionState';
import { EndedRun } from './EndedRun';
import { LiveRun } from './LiveRun';
import { unitOf } from './unit';
import { StartButton } from './StartButton';
import type { Run } from './useRun';

interface Props {
  organization: string;
  run: Run;
  allowed: boolean;
}

/** Starts a sync, follows it and shows its result. */
export function RunCard({ organization, run, allowed }: Props) {
  const start = useMutation({
    mutationFn: () => startSync(organization),
    onSuccess: ({ syncId }) => {
      run.follow(syncId);
    },
  });
  const attached = start.data?.alreadyRunning === true && start.data.syncId === run.syncId;
  return (
    <Paper component="section" aria-label="Sync" withBorder p={{ base: 'lg', sm: 'xl' }} h="100%">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} size="h4" mb={4}>
              {run.active ? `Syncing ${unitOf(run.progress)}` : 'Patient sync'}
            </Title>
            <ConnectionState connection={run.connection} />
          </div>
          {!run.active && (
            <StartButton busy={start.isPending} allowed={allowed} onStart={start.mutate} />
          )}
        </Group>
        {start.error && <ProblemNotice problem={start.error} />}
        {attached && run.active && (
          <Alert color="blue" variant="light" icon={<IconInfoCircle />}>
            A sync was already running. This is that one.
          </Alert>
        )}
        <Body organization={organization} run={run} />
      </Stack>
    </Paper>
  );
}

function Body({ organization, run }: { organization: string; run: Run }) {
  const history = useQuery(historyQuery(organization));
  if (run.active) return <LiveRun progress={run.progress} />;
  if (run.progress) return <EndedRun progress={run.progress} />;
  const problem = history.error ?? run.problem;
  if (problem) return <ProblemNotice problem={problem} />;
  if (history.isPending || run.syncId !== undefined) {
    return <Skeleton h={92} aria-label="Loading the last run" />;
  }
  return (
    <Text c="dimmed" maw={480}>
      No sync has run yet. Start one to bring this organisation’s patients in; you can watch every
      step here.
    </Text>
  );
}
