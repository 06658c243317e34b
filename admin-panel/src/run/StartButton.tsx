import { Button, Stack, Text } from '@mantine/core';
import { IconPlayerPlayFilled, IconRefresh } from '@tabler/icons-react';
import { useId } from 'react';

interface Props {
  again: boolean;
  busy: boolean;
  allowed: boolean;
  onStart: () => void;
}

export function StartButton({ again, busy, allowed, onStart }: Props) {
  const reason = useId();
  return (
    <Stack gap={6} align="flex-start">
      <Button
        size="md"
        variant={again ? 'light' : 'filled'}
        leftSection={again ? <IconRefresh size={18} /> : <IconPlayerPlayFilled size={16} />}
        loading={busy}
        disabled={!allowed}
        onClick={onStart}
        aria-describedby={allowed ? undefined : reason}
        data-testid="start-button"
      >
        Sync all patients
      </Button>
      {!allowed && (
        <Text id={reason} size="xs" c="dimmed">
          Your role may watch but not start a sync. Ask an operator.
        </Text>
      )}
    </Stack>
  );
}
