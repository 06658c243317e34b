import type { Progress } from '../api/types';

/** The noun for a run's records: the resource's name if there is only one, else "records". */
export function unitOf(progress: Progress | undefined): string {
  const [first, ...more] = progress?.resources ?? [];
  if (more.length > 0) return 'records';
  return first === undefined ? 'patients' : inWords(first.resource);
}

/** "group appointments" */
export const inWords = (resource: string): string => resource.replaceAll('_', ' ');
