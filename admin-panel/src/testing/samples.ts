import type {
  ConnectionStatus,
  History,
  HistoryRun,
  Progress,
  Proof,
  Session,
  SyncLog,
  SyncStatus,
} from '../api/types';

export const session = (change: Partial<Session> = {}): Session => ({
  subject: 'demo',
  org_ids: ['org_demo'],
  roles: ['operator'],
  expires_at: '2025-06-30T20:00:00.000Z',
  ...change,
});

export const connection = (change: Partial<ConnectionStatus> = {}): ConnectionStatus => ({
  organization_id: 'org_demo',
  cliniko_connected: true,
  api_region: 'au4',
  last_sync: '2025-06-30T12:00:00.000Z',
  total_patients: 100_650,
  sync_enabled: true,
  credentials_valid: true,
  sync_status: 'healthy',
  ...change,
});

export const syncStatus = (change: Partial<SyncStatus> = {}): SyncStatus => ({
  status: 'idle',
  progress: null,
  eta: null,
  last_successful_sync: '2025-06-30T12:00:04.000Z',
  last_successful_sync_human: '2 hours ago',
  data_freshness: 'fresh',
  sync_recommended: false,
  warnings: [],
  ...change,
});

export const historyRun = (change: Partial<HistoryRun> = {}): HistoryRun => ({
  sync_id: 'sync_1',
  started_at: '2025-06-30T12:00:00.000Z',
  completed_at: '2025-06-30T12:00:04.200Z',
  status: 'completed',
  records_processed: 648,
  records_success: 646,
  records_failed: 2,
  metadata: { sync_type: 'full_patients' },
  ...change,
});

export const history = (...runs: HistoryRun[]): History => ({
  organization_id: 'org_demo',
  total_syncs: runs.length,
  successful_syncs: runs.filter((run) => run.status === 'completed').length,
  failed_syncs: runs.filter((run) => run.status === 'failed').length,
  last_sync_at: null,
  last_successful_sync_at: null,
  average_sync_duration_seconds: runs.length === 0 ? null : 360.5,
  recent_syncs: runs,
});

export const syncLog = (change: Partial<SyncLog> = {}): SyncLog => ({
  id: 48,
  operation_type: 'full_patients',
  status: 'completed',
  started_at: '2025-06-30T12:00:00.000Z',
  completed_at: '2025-06-30T12:00:04.200Z',
  records_processed: 648,
  records_success: 646,
  records_failed: 2,
  metadata: { errors: ['Patient ID 12345: Invalid phone number format'] },
  error_details: null,
  ...change,
});

export const proof = (change: Partial<Proof> = {}): Proof => ({
  sync_id: 'sync_1',
  verdict: 'proven',
  pages: { expected: 7, seen: 7, missing: [] },
  records: { fetched: 648, inserted: 120, updated: 44, unchanged: 482, rejected: 2 },
  problems: [],
  ...change,
});

export const progress = (change: Partial<Progress> = {}): Progress => ({
  sync_id: 'sync_2',
  organization_id: 'org_demo',
  status: 'running',
  progress_percentage: 69.4,
  current_step: 'Storing patients',
  total_steps: 4,
  completed_steps: 3,
  started_at: '2025-06-30T14:00:00.000Z',
  estimated_completion: null,
  records_processed: 448,
  records_total: 648,
  current_operation: null,
  errors: [],
  ...change,
});

export const completed = (change: Partial<Progress> = {}): Progress =>
  progress({
    status: 'completed',
    progress_percentage: 100,
    completed_steps: 4,
    records_processed: 648,
    ...change,
  });
