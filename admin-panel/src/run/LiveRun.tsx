import { Group, Stack, Text } from '@mantine/core';
import type { Progress } from '../api/types';
import { percent } from '../format/numbers';
import { secondsBetween, wholeSeconds } from '../format/time';
import { Attempts } from './Attempts';
import { ProgressBar } from './ProgressBar';
import { RecordsCount } from './RecordsCount';
import { Resources } from './Resources';
import { useNow } from './useNow';

/** A run in progress. */
export function LiveRun({ progress }: { progress: Progress | undefined }) {
  if (progress === undefined) return <Starting />;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Text className="figures" fz={44} fw={650} lh={1} lts="-0.02em">
          {percent(progress.progress_percentage)}
          <Text span fz={24} fw={500} c="dimmed" ml={2}>
            %
          </Text>
        </Text>
        <RecordsCount progress={progress} />
      </Group>
      <ProgressBar value={progress.progress_percentage} status={progress.status} />
      <Group justify="space-between" gap="xs">
        <Step progress={progress} />
        <Times progress={progress} />
      </Group>
      <Resources progress={progress} />
      <Attempts progress={progress} />
      {progress.errors.length > 0 && (
        <Text size="sm" c="dimmed">
          {progress.errors.length === 1 ? '1 problem' : `${progress.errors.length} problems`} so far
        </Text>
      )}
    </Stack>
  );
}

function Starting() {
  return (
    <Stack gap="sm">
      <Text fz={28} fw={650} lh="44px">
        Starting…
      </Text>
      <ProgressBar value={0} status="starting" />
      <Text size="sm" c="dimmed" data-testid="current-step">
        Waiting for the first event of this run
      </Text>
    </Stack>
  );
}

function Step({ progress }: { progress: Progress }) {
  const step = Math.min(progress.completed_steps + 1, progress.total_steps);
  return (
    <Text size="sm" aria-live="polite" data-testid="current-step">
      <Text span inherit c="dimmed">
        Step {step} of {progress.total_steps}
      </Text>
      {progress.current_step && ` · ${progress.current_step}`}
    </Text>
  );
}

function Times({ progress }: { progress: Progress }) {
  const now = useNow();
  const end = progress.estimated_completion;
  const left = end == null ? 0 : secondsBetween(now, end);
  return (
    <Text size="sm" c="dimmed" className="figures">
      {left > 0 && `about ${wholeSeconds(left)} left · `}
      {wholeSeconds(secondsBetween(progress.started_at, now))} elapsed
    </Text>
  );
}
