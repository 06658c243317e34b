import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { closeSession, openSession, readSession } from '../api/endpoints';
import { ApiProblem } from '../api/http';
import type { Session } from '../api/types';
import { takeTokenFromAddress } from './token';

export type SessionState =
  | { kind: 'checking' }
  | { kind: 'open'; session: Session }
  | { kind: 'closed'; reason?: ClosedReason };

export type ClosedReason = 'refused' | 'ended' | 'unreachable';

export interface SessionControl {
  state: SessionState;
  enter: (token?: string) => Promise<void>;
  leave: () => Promise<void>;
}

/** Who is signed in: by the token of the login link, else by the cookie of an earlier visit. */
export function useSession(linkToken: string | undefined): SessionControl {
  const client = useQueryClient();
  const [state, setState] = useState<SessionState>({ kind: 'checking' });

  const enter = useCallback(async (token?: string) => {
    setState(await attempt(token));
  }, []);

  const leave = useCallback(async () => {
    const left = await closeSession().then(
      (): SessionState => ({ kind: 'closed' }),
      (problem: unknown) => closedBy(problem, undefined),
    );
    client.clear();
    setState(left);
  }, [client]);

  useEffect(() => {
    void attempt(linkToken).then(setState);
  }, [linkToken]);

  useEffect(() => {
    // Opening a login link in a tab that already shows the panel only changes the fragment.
    const onFragment = () => {
      const token = takeTokenFromAddress();
      if (token !== undefined) void enter(token);
    };
    window.addEventListener('hashchange', onFragment);
    return () => {
      window.removeEventListener('hashchange', onFragment);
    };
  }, [enter]);

  useEffect(() => {
    const onRefusal = (error: unknown) => {
      if (error instanceof ApiProblem && error.status === 401) {
        setState({ kind: 'closed', reason: 'ended' });
      }
    };
    const stopReads = client.getQueryCache().subscribe(({ query }) => {
      onRefusal(query.state.error);
    });
    const stopWrites = client.getMutationCache().subscribe(({ mutation }) => {
      onRefusal(mutation?.state.error);
    });
    return () => {
      stopReads();
      stopWrites();
    };
  }, [client]);

  return { state, enter, leave };
}

async function attempt(token: string | undefined): Promise<SessionState> {
  try {
    if (token !== undefined) await openSession(token);
    return { kind: 'open', session: await readSession() };
  } catch (problem) {
    return closedBy(problem, token);
  }
}

function closedBy(problem: unknown, token: string | undefined): SessionState {
  const status = problem instanceof ApiProblem ? problem.status : 0;
  if (status === 0 || status >= 500) return { kind: 'closed', reason: 'unreachable' };
  return token === undefined ? { kind: 'closed' } : { kind: 'closed', reason: 'refused' };
}
