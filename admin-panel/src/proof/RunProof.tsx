import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { proofQuery, syncLogsQuery } from '../api/queries';
import type { RunStatus, SyncLog } from '../api/types';
import { explainCode } from '../format/problems';
import { ProblemNotice } from '../format/ProblemNotice';
import { duration, exactTime, secondsBetween } from '../format/time';
import { Arithmetic } from './Arithmetic';
import { Lines } from './Lines';
import { outcomeOf } from './verdict';
import { Verdict } from './Verdict';

interface Props {
  organization: string;
  syncId: string;
  status: RunStatus;
  startedAt: string;
  /** Shown between the verdict and its evidence. */
  children?: ReactNode;
}

/** The verdict on a run with its evidence: sums, pages, problems, rejected records. */
export function RunProof({ organization, syncId, status, startedAt, children }: Props) {
  const proof = useQuery(proofQuery(syncId, status));
  const log = useQuery(syncLogsQuery(organization)).data?.logs.find(
    (one) => one.sync_id === syncId || (one.sync_id === undefined && one.started_at === startedAt),
  );
  const outcome = outcomeOf(status, proof.data);
  return (
    <Stack gap="lg">
      <Verdict outcome={outcome} detail={outcome === 'failed' ? whyFailed(log) : undefined} />
      {children}
      {proof.data ? (
        <Arithmetic proof={proof.data} />
      ) : proof.error ? (
        <ProblemNotice problem={proof.error} onRetry={() => void proof.refetch()} />
      ) : (
        <Skeleton h={80} aria-label="Loading the proof" />
      )}
      <Lines title="Problems" lines={proof.data?.problems ?? []} />
      <Lines title="Rejected records" lines={log?.metadata.errors ?? []} />
      {log?.completed_at != null && (
        <Text size="xs" c="dimmed">
          Ended {exactTime(log.completed_at)} after{' '}
          {duration(secondsBetween(log.started_at, log.completed_at))}
        </Text>
      )}
    </Stack>
  );
}

/** Explains the failure and the next step; falls back to the API's own message. */
function whyFailed(log: SyncLog | undefined): string | undefined {
  if (log === undefined) return undefined;
  const known = explainCode(log.metadata.error_code, log.metadata.error_type);
  if (known) return `${known.title}. ${known.advice}`;
  return [log.error_details, log.metadata.solution].filter(Boolean).join(' ') || undefined;
}
