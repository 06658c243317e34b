import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { explain } from './problems';

interface Props {
  problem: Error;
  onRetry?: () => void;
}

/** Explains an error and what to do about it. */
export function ProblemNotice({ problem, onRetry }: Props) {
  const { title, advice } = explain(problem);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{advice}</Text>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
