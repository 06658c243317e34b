import type { Proof, RunStatus } from '../api/types';

export type Outcome = 'proven' | 'unproven' | 'failed' | 'cancelled' | 'pending' | 'running';

/** How a run ended, in one word: a success counts only once its own events prove it. */
export function outcomeOf(status: RunStatus, proof: Proof | undefined): Outcome {
  if (status === 'cancelled') return 'cancelled';
  if (proof !== undefined && proof.verdict !== 'not_finished') return proof.verdict;
  if (status === 'failed') return 'failed';
  return status === 'completed' ? 'pending' : 'running';
}
