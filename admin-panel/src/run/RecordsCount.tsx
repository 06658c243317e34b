import { Text } from '@mantine/core';
import type { Progress } from '../api/types';
import { count } from '../words/numbers';
import { unitOf } from './unit';

/** "448 of 648 patients", or records of several kinds; before the source told its total, only what is done. */
export function RecordsCount({ progress }: { progress: Progress }) {
  const { records_processed: done, records_total: total } = progress;
  const unit = unitOf(progress);
  return (
    <Text size="sm" fw={500} data-testid="records-count" className="figures">
      {total == null ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}`}
    </Text>
  );
}
