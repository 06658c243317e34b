import { Group, Text } from '@mantine/core';
import type { Connection } from '../api/stream';
import classes from './ConnectionState.module.css';

const WORDS: Record<Connection, string> = {
  connecting: 'Connecting…',
  open: 'Live',
  reconnecting: 'Connection lost, reconnecting…',
};

/** Whether updates arrive live. */
export function ConnectionState({ connection }: { connection: Connection }) {
  return (
    <Group gap={8} wrap="nowrap" role="status" data-testid="connection-state">
      <span className={classes.dot} data-state={connection} aria-hidden="true" />
      <Text size="xs" c="dimmed">
        {WORDS[connection]}
      </Text>
    </Group>
  );
}
