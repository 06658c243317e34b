import type { Session } from '../api/types';

/** Whether the token may start a sync; the server decides, this only spares a refused click. */
export const mayStart = ({ roles }: Session): boolean =>
  roles.includes('operator') || roles.includes('admin');
