import { ApiProblem } from '../api/http';

export interface Explanation {
  /** What happened. */
  title: string;
  /** What to do next. */
  advice: string;
}

const BY_CODE: Readonly<Record<string, Explanation>> = {
  CLINIKO_AUTH_FAILED: {
    title: 'Cliniko refused the key',
    advice: 'Replace the Cliniko API key of this organisation, then start again.',
  },
  CREDENTIALS_NOT_FOUND: {
    title: 'Cliniko is not connected yet',
    advice: 'An admin needs to store a Cliniko API key for this organisation.',
  },
  HTTP_429: {
    title: 'Cliniko asks for a pause',
    advice: 'Its rate limit is reached. Try again in a few minutes.',
  },
  CLINIKO_API_TIMEOUT: {
    title: 'Cliniko did not answer in time',
    advice: 'Nothing that was stored is lost. Try again in a few minutes.',
  },
  DATABASE_UNAVAILABLE: {
    title: 'The database cannot be reached',
    advice: 'Check that PostgreSQL is running, then start again.',
  },
  DATABASE_CONSTRAINT_ERROR: {
    title: 'The database refused some data',
    advice: 'The page in hand was rolled back. Report this with the run’s id.',
  },
  WORKER_LOST: {
    title: 'The worker of this run was lost',
    advice: 'What it had stored stays. Start a new sync to complete the rest.',
  },
};

const BY_TYPE: Readonly<Record<string, string>> = {
  authentication_failed: 'CLINIKO_AUTH_FAILED',
  credentials_not_found: 'CREDENTIALS_NOT_FOUND',
  rate_limited: 'HTTP_429',
  source_unavailable: 'CLINIKO_API_TIMEOUT',
  database_error: 'DATABASE_UNAVAILABLE',
  stale: 'WORKER_LOST',
};

const BY_STATUS: Readonly<Record<number, Explanation>> = {
  0: { title: 'No connection', advice: 'The server cannot be reached. This page keeps trying.' },
  401: { title: 'You are signed out', advice: 'Open a fresh login link.' },
  403: { title: 'Not allowed', advice: 'Your token does not permit this for this organisation.' },
  404: { title: 'Not found', advice: 'There is nothing here yet for this organisation.' },
  429: { title: 'Too many requests', advice: 'Wait a moment, then try again.' },
  503: { title: 'Not ready', advice: 'The service is starting or overloaded. Try again shortly.' },
};

/** The explanation for the first known error code or error type among those given. */
export const explainCode = (...names: (string | null | undefined)[]): Explanation | undefined => {
  for (const name of names) {
    const known = name ? (BY_CODE[name] ?? BY_CODE[BY_TYPE[name] ?? '']) : undefined;
    if (known) return known;
  }
  return undefined;
};

/** Explains any error and names the next step. */
export function explain(error: Error): Explanation {
  if (!(error instanceof ApiProblem)) {
    return { title: 'Something went wrong', advice: 'Reload the page; nothing is lost.' };
  }
  const known = explainCode(error.code, error.type);
  if (known) return known;
  const general = BY_STATUS[error.status];
  if (general) return { title: general.title, advice: error.body.detail ?? general.advice };
  return {
    title: error.body.error ?? error.body.title ?? 'The server could not do this',
    advice: error.body.detail ?? `It answered with status ${error.status}. Try again shortly.`,
  };
}
