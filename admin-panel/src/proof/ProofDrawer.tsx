import { Code, Drawer, Stack, Text } from '@mantine/core';
import type { HistoryRun } from '../api/types';
import { exactTime } from '../format/time';
import { RunProof } from './RunProof';

interface Props {
  organization: string;
  run: HistoryRun | undefined;
  onClose: () => void;
}

/** The proof of a past run, in a drawer beside the table. */
export function ProofDrawer({ organization, run, onClose }: Props) {
  return (
    <Drawer
      opened={run !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title="Proof of the run"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {run && (
        <Stack gap="lg">
          <Text size="sm" c="dimmed">
            Started {exactTime(run.started_at)}
            <br />
            <Code>{run.sync_id}</Code>
          </Text>
          <RunProof
            organization={organization}
            syncId={run.sync_id}
            status={run.status}
            startedAt={run.started_at}
          />
        </Stack>
      )}
    </Drawer>
  );
}
