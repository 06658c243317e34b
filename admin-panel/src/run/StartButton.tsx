import { Button, Text } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './StartButton.module.css';

interface Props {
  busy: boolean;
  allowed: boolean;
  onStart: () => void;
}

export function StartButton({ busy, allowed, onStart }: Props) {
  const reason = useId();
  return (
    <div className={classes.start}>
      <Button
        size="md"
        fullWidth
        leftSection={<IconPlayerPlayFilled size={16} />}
        loading={busy}
        disabled={!allowed}
        onClick={onStart}
        aria-describedby={allowed ? undefined : reason}
        data-testid="start-button"
      >
        Sync all patients
      </Button>
      {!allowed && (
        <Text id={reason} size="xs" c="dimmed" mt={6}>
          Your role may watch but not start a sync. Ask an operator.
        </Text>
      )}
    </div>
  );
}
