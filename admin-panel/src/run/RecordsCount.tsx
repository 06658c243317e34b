import { Text } from '@mantine/core';
import type { Progress } from '../api/types';
import { count } from '../format/numbers';
import { unitOf } from './unit';

/**
 * "660 of 660 patients, 12 of them archived", or "records" for several resources; only the processed
 * count until the source reports a total. Archived ones are named because the source's own UI hides them.
 */
export function RecordsCount({ progress }: { progress: Progress }) {
  const { records_processed: done, records_total: total } = progress;
  const unit = unitOf(progress);
  const archived = (progress.resources ?? []).reduce(
    (sum, one) => sum + (one.records_archived ?? 0),
    0,
  );
  return (
    <Text size="sm" fw={500} data-testid="records-count" className="figures">
      {total == null ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}`}
      {archived > 0 && `, ${count(archived)} of them archived`}
    </Text>
  );
}
