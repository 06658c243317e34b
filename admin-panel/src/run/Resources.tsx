import { Group, Text } from '@mantine/core';
import type { Progress, ResourceProgress } from '../api/types';
import { count } from '../words/numbers';
import { inWords } from './unit';

/** How far each kind of record has come, where a run fetches several. */
export function Resources({ progress: { resources = [] } }: { progress: Progress }) {
  if (resources.length < 2) return null;
  return (
    <Group component="ul" gap="xs" p={0} m={0} aria-label="Progress by kind of record">
      {resources.map((one) => (
        <Text component="li" size="xs" className="figures" key={one.resource} {...look(one)}>
          {inWords(one.resource)} {figures(one)}
        </Text>
      ))}
    </Group>
  );
}

const figures = ({ records_processed: done, records_total: total }: ResourceProgress): string =>
  total == null ? (done === 0 ? '–' : count(done)) : `${count(done)} of ${count(total)}`;

/** What has not begun steps back. */
const look = (one: ResourceProgress) => ({
  ...(one.records_processed === 0 && { c: 'dimmed' }),
  style: { listStyle: 'none' },
});
