import type { Session } from '../api/types';

/** Whether the token may start a sync. The server decides; this only avoids a click that it would refuse. */
export const mayStart = ({ roles }: Session): boolean =>
  roles.includes('operator') || roles.includes('admin');
