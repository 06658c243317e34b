import { Badge } from '@mantine/core';
import type { RunStatus } from '../api/types';
import { humanize } from '../format/numbers';

const COLORS: Record<RunStatus, string> = {
  starting: 'blue',
  running: 'blue',
  completed: 'green',
  failed: 'red',
  cancelled: 'gray',
};

export function StatusBadge({ status }: { status: RunStatus }) {
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {humanize(status)}
    </Badge>
  );
}
