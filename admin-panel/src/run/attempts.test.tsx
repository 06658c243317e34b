import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../testing/fakeServer';
import { freshServer, openPanel } from '../testing/panel';
import { accepted, send, start, START, text } from '../testing/running';
import { completed, progress, proof } from '../testing/samples';
import { exactTime } from '../format/time';

describe('a sync on its way', () => {
  it('tells what it waits for', async () => {
    freshServer().on(START, accepted);
    openPanel();
    await start();

    send(progress({ current_step: "Waiting for cliniko's rate limit", completed_steps: 1 }));
    expect(text('current-step')).toBe("Step 2 of 4 · Waiting for cliniko's rate limit");
  });

  it('over several kinds of records counts each of them', async () => {
    freshServer().on(START, accepted);
    openPanel();
    await start();
    expect(screen.queryByRole('list', { name: 'Progress by kind of record' })).toBeNull();

    send(
      progress({
        resources: [
          { resource: 'patients', records_processed: 448, records_total: 448 },
          { resource: 'group_appointments', records_processed: 0, records_total: 200 },
          { resource: 'attendees', records_processed: 0, records_total: null },
        ],
      }),
    );
    expect(text('records-count')).toBe('448 of 648 records');
    const kinds = screen.getByRole('list', { name: 'Progress by kind of record' });
    expect([...kinds.children].map((kind) => kind.textContent)).toEqual([
      'patients 448 of 448',
      'group appointments 0 of 200',
      'attendees –',
    ]);
  });
});

describe('records that the source has archived', () => {
  it('are told apart from those that its own screens show', async () => {
    freshServer().on(START, accepted);
    openPanel();
    await start();

    const patients = { resource: 'patients', records_processed: 660, records_total: 660 };
    send(
      progress({
        records_processed: 660,
        records_total: 660,
        resources: [{ ...patients, records_archived: 12 }],
      }),
    );
    expect(text('records-count')).toBe('660 of 660 patients, 12 of them archived');
  });
});

describe('a sync that is tried again', () => {
  const first = progress({
    sync_id: 'sync_7',
    status: 'failed',
    started_at: '2025-06-30T13:00:00Z',
  });
  const second = { ...first, sync_id: 'sync_8', attempt: 2, retry_of: 'sync_7' };

  it('tells which attempt it is, and of what', async () => {
    freshServer()
      .on(START, accepted)
      .on('GET sync/progress/sync_7', ok(first))
      .on('GET sync/progress/sync_8', ok(second));
    openPanel();
    await start();

    send(progress({ attempt: 3, retry_of: 'sync_8' }));
    await waitFor(() => {
      expect(text('attempts')).toBe(
        `Attempt 3 of the sync that began ${exactTime(first.started_at)}`,
      );
    });
  });

  it('tells after a failure when the next attempt begins', async () => {
    freshServer()
      .on(START, accepted)
      .on('GET sync/proof/sync_2', ok(proof({ verdict: 'failed' })));
    openPanel();
    await start();

    const soon = new Date(Date.now() + 3_600_000).toISOString();
    send(completed({ status: 'failed', next_attempt: 2, next_retry_at: soon }));
    expect(text('attempts')).toContain('Attempt 2 begins in ');
    expect(text('attempts')).toContain(exactTime(soon));
  });
});
