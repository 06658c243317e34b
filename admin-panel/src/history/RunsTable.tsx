import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import type { HistoryRun } from '../api/types';
import { count, humanize } from '../format/numbers';
import { duration, exactTime, secondsBetween, shortTime } from '../format/time';
import classes from './RunsTable.module.css';
import { StatusBadge } from './StatusBadge';

interface Props {
  runs: HistoryRun[];
  onProof: (run: HistoryRun) => void;
}

/** The latest runs, newest first. */
export function RunsTable({ runs, onProof }: Props) {
  return (
    <Table className={classes.table} verticalSpacing="sm" data-testid="runs-table">
      <VisuallyHidden component="caption">The last runs, newest first</VisuallyHidden>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Status</Table.Th>
          <Table.Th scope="col">Started</Table.Th>
          <Table.Th scope="col">Duration</Table.Th>
          <Table.Th scope="col">Records</Table.Th>
          <Table.Th scope="col">Rejected</Table.Th>
          <Table.Th scope="col">
            <VisuallyHidden>Proof</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <RunRow key={run.sync_id} run={run} onProof={onProof} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RunRow({ run, onProof }: { run: HistoryRun; onProof: (run: HistoryRun) => void }) {
  return (
    <Table.Tr data-testid="run-row">
      <Table.Td>
        <StatusBadge status={run.status} />
      </Table.Td>
      <Table.Td className={classes.started}>
        <time dateTime={run.started_at} title={exactTime(run.started_at)}>
          {shortTime(run.started_at)}
        </time>
        {run.metadata.sync_type && (
          <Text size="xs" c="dimmed">
            {humanize(run.metadata.sync_type)}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={run.completed_at == null ? '' : 'took'}>
        {run.completed_at == null
          ? 'not ended'
          : duration(secondsBetween(run.started_at, run.completed_at))}
      </Table.Td>
      <Table.Td data-label="records">{count(run.records_processed)}</Table.Td>
      <Table.Td data-label="rejected" data-alarming={run.records_failed > 0}>
        {count(run.records_failed)}
      </Table.Td>
      <Table.Td className={classes.proof}>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Proof of the run started ${shortTime(run.started_at)}`}
          onClick={() => {
            onProof(run);
          }}
        >
          Proof
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
