import { Stack } from '@mantine/core';
import type { Progress } from '../api/types';
import { RunProof } from '../proof/RunProof';
import { Attempts } from './Attempts';
import { ProgressBar } from './ProgressBar';
import { RecordsCount } from './RecordsCount';
import { Resources } from './Resources';

/** The result of an ended run, with its proof. */
export function EndedRun({ progress }: { progress: Progress }) {
  return (
    <RunProof
      organization={progress.organization_id}
      syncId={progress.sync_id}
      status={progress.status}
      startedAt={progress.started_at}
    >
      <Stack gap="xs">
        <ProgressBar value={progress.progress_percentage} status={progress.status} />
        <RecordsCount progress={progress} />
        <Resources progress={progress} />
        <Attempts progress={progress} />
      </Stack>
    </RunProof>
  );
}
