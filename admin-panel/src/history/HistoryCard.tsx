import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { historyQuery } from '../api/queries';
import type { History, HistoryRun } from '../api/types';
import { ProofDrawer } from '../proof/ProofDrawer';
import { count } from '../format/numbers';
import { ProblemNotice } from '../format/ProblemNotice';
import { duration } from '../format/time';
import { RunsTable } from './RunsTable';

// The chart library is by far the largest part of the panel and is not needed for the first render.
const RunsChart = lazy(() => import('./RunsChart'));

/** Past runs: totals, a chart and a table of the latest runs with their proofs. */
export function HistoryCard({ organization }: { organization: string }) {
  const history = useQuery(historyQuery(organization));
  const [opened, setOpened] = useState<HistoryRun>();
  return (
    <Paper component="section" aria-label="Last runs" withBorder p={{ base: 'lg', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4">
            Last runs
          </Title>
          {history.data && history.data.total_syncs > 0 && <Totals history={history.data} />}
        </Group>
        {history.data ? (
          <Runs runs={history.data.recent_syncs} onProof={setOpened} />
        ) : history.error ? (
          <ProblemNotice problem={history.error} onRetry={() => void history.refetch()} />
        ) : (
          <Skeleton h={220} aria-label="Loading the last runs" />
        )}
      </Stack>
      <ProofDrawer
        organization={organization}
        run={opened}
        onClose={() => {
          setOpened(undefined);
        }}
      />
    </Paper>
  );
}

function Totals({ history }: { history: History }) {
  const average = history.average_sync_duration_seconds;
  return (
    <Text size="sm" c="dimmed" className="figures">
      {count(history.total_syncs)} in all · {count(history.successful_syncs)} succeeded ·{' '}
      {count(history.failed_syncs)} failed
      {average != null && ` · ${duration(average)} on average`}
    </Text>
  );
}

function Runs({ runs, onProof }: { runs: HistoryRun[]; onProof: (run: HistoryRun) => void }) {
  if (runs.length === 0) {
    return <Text c="dimmed">Runs appear here as soon as the first one has started.</Text>;
  }
  return (
    <>
      {runs.filter((run) => run.completed_at != null).length > 1 && (
        <Suspense fallback={<Skeleton h={180} />}>
          <RunsChart runs={runs} />
        </Suspense>
      )}
      <RunsTable runs={runs} onProof={onProof} />
    </>
  );
}
