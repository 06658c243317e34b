import type { Progress } from '../api/types';

/** What a run's records are called together: by their name while there is one kind only. */
export function unitOf(progress: Progress | undefined): string {
  const [first, ...more] = progress?.resources ?? [];
  if (more.length > 0) return 'records';
  return first === undefined ? 'patients' : inWords(first.resource);
}

/** "group appointments" */
export const inWords = (resource: string): string => resource.replaceAll('_', ' ');
