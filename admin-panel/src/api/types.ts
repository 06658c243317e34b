/**
 * Bodies of the REST contract, as the API sends them: snake_case, instants as RFC 3339 strings.
 * Members that may be null may also be absent.
 */

export type Role = 'viewer' | 'operator' | 'admin' | 'emitter';

export interface Session {
  subject: string;
  org_ids: string[];
  roles: Role[];
  expires_at: string;
}

export type RunStatus = 'starting' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface Progress {
  sync_id: string;
  organization_id: string;
  /** The source service; absent means the contract's default, Cliniko. */
  service?: string;
  status: RunStatus;
  progress_percentage: number;
  current_step?: string | null;
  total_steps: number;
  completed_steps: number;
  started_at: string;
  completed_at?: string | null;
  estimated_completion?: string | null;
  records_processed: number;
  records_total?: number | null;
  current_operation?: string | null;
  /** The first attempt is 1. */
  attempt?: number;
  /** The failed run that this one retries. */
  retry_of?: string | null;
  /** The retry scheduled after this failed run. */
  next_attempt?: number | null;
  next_retry_at?: string | null;
  /** In the order in which they are fetched. */
  resources?: ResourceProgress[];
  errors: string[];
}

export interface ResourceProgress {
  resource: string;
  records_processed: number;
  /** Null until the source has reported it. */
  records_total?: number | null;
  /** A subset of the processed records. */
  records_archived?: number;
}

export interface ConnectionStatus {
  organization_id: string;
  cliniko_connected: boolean;
  api_region?: string | null;
  last_sync?: string | null;
  total_patients?: number | null;
  sync_enabled: boolean;
  /** Also false until a run has used them. */
  credentials_valid: boolean;
  sync_status: string;
}

export type SyncState = 'syncing' | 'idle' | 'failed' | 'never_synced';

export interface SyncStatus {
  status: SyncState;
  progress?: number | null;
  eta?: string | null;
  last_successful_sync?: string | null;
  last_successful_sync_human?: string | null;
  data_freshness?: 'fresh' | 'aging' | 'stale' | null;
  sync_recommended: boolean;
  warnings: string[];
}

export type Verdict = 'proven' | 'unproven' | 'not_finished' | 'failed';

export interface Proof {
  sync_id: string;
  verdict: Verdict;
  pages: { expected?: number | null; seen: number; missing: number[] };
  records: {
    fetched: number;
    inserted: number;
    updated: number;
    unchanged: number;
    rejected: number;
    /** Records that the source no longer has; not counted among those fetched. */
    vanished?: number;
  };
  problems: string[];
}

export interface HistoryRun {
  sync_id: string;
  service?: string;
  started_at: string;
  completed_at?: string | null;
  status: RunStatus;
  records_processed: number;
  records_success: number;
  records_failed: number;
  metadata: { sync_type?: string; [more: string]: unknown };
}

export interface History {
  organization_id: string;
  total_syncs: number;
  successful_syncs: number;
  failed_syncs: number;
  last_sync_at?: string | null;
  last_successful_sync_at?: string | null;
  average_sync_duration_seconds?: number | null;
  recent_syncs: HistoryRun[];
}

export interface SyncLog {
  id: number;
  sync_id?: string;
  operation_type: string;
  status: RunStatus;
  started_at: string;
  completed_at?: string | null;
  records_processed: number;
  records_success: number;
  records_failed: number;
  metadata: {
    /** One line per rejected record: its id and a reason, no personal data. */
    errors?: string[];
    error_type?: string;
    error_code?: string;
    solution?: string;
    [more: string]: unknown;
  };
  /** Why the run failed, as a sentence. */
  error_details?: string | null;
}

export interface SyncLogs {
  logs: SyncLog[];
}

export interface StartReply {
  sync_id: string;
  sync_started?: boolean;
}

export interface ProblemBody {
  title?: string;
  status?: number;
  detail?: string;
  error?: string;
  details?: {
    error_type?: string;
    error_code?: string;
    message?: string;
    retry_after?: number | null;
    sync_id?: string;
  };
}
