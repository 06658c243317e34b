import { Group, Text } from '@mantine/core';
import type { Progress, ResourceProgress } from '../api/types';
import { count } from '../format/numbers';
import { inWords } from './unit';

/** Progress by resource, for runs that fetch more than one. */
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

/** Resources that have not started are dimmed. */
const look = (one: ResourceProgress) => ({
  ...(one.records_processed === 0 && { c: 'dimmed' }),
  style: { listStyle: 'none' },
});
