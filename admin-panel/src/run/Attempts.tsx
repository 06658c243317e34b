import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { chainBeganQuery } from '../api/queries';
import type { Progress } from '../api/types';
import { exactTime, secondsBetween, wholeSeconds } from '../format/time';
import { useNow } from './useNow';

/** Which attempt this run is and when the next one starts. */
export function Attempts({ progress }: { progress: Progress }) {
  const { attempt = 1, retry_of: retryOf, next_retry_at: next } = progress;
  return (
    <Stack gap={2} data-testid="attempts">
      {retryOf != null && <Repeats attempt={attempt} retryOf={retryOf} />}
      {next != null && <Next attempt={progress.next_attempt ?? attempt + 1} at={next} />}
    </Stack>
  );
}

function Repeats({ attempt, retryOf }: { attempt: number; retryOf: string }) {
  const began = useQuery(chainBeganQuery(retryOf)).data;
  return (
    <Text size="sm" c="dimmed">
      Attempt {attempt} of the sync that began {began === undefined ? 'earlier' : exactTime(began)}
    </Text>
  );
}

function Next({ attempt, at }: { attempt: number; at: string }) {
  const left = secondsBetween(useNow(), at);
  return (
    <Text size="sm" className="figures">
      Attempt {attempt}{' '}
      {left > 0 ? `begins in ${wholeSeconds(left)}, at ${exactTime(at)}` : 'is due'}
    </Text>
  );
}
