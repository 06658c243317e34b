import { Progress } from '@mantine/core';
import type { RunStatus } from '../api/types';
import { percent } from '../format/numbers';

interface Props {
  value: number;
  status: RunStatus;
}

const COLORS: Record<RunStatus, string> = {
  starting: 'cyan.7',
  running: 'cyan.7',
  completed: 'green',
  failed: 'red',
  cancelled: 'gray',
};

export function ProgressBar({ value, status }: Props) {
  return (
    <Progress.Root
      size={10}
      radius="xl"
      transitionDuration={400}
      role="progressbar"
      aria-label="Sync progress"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent(value)}
      data-testid="progress-bar"
    >
      <Progress.Section value={value} color={COLORS[status]} withAria={false} />
    </Progress.Root>
  );
}
