import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, problem, type FakeServer } from '../testing/fakeServer';
import { demoServer, openPanel } from '../testing/panel';
import { completed, historyRun, proof, syncLog } from '../testing/samples';
import type { Progress, Proof } from '../api/types';

const started_at = historyRun().started_at;

/** Renders a panel whose latest run ended with this proof. */
function ended(run: Partial<Progress>, verdict: Partial<Proof>): FakeServer {
  return demoServer()
    .on('GET sync/progress/sync_1', ok(completed({ sync_id: 'sync_1', started_at, ...run })))
    .on('GET sync/proof/sync_1', ok(proof(verdict)));
}

const verdict = async () => (await screen.findByTestId('verdict')).textContent;

describe('the verdict', () => {
  it('of a proven run stands with its sum, its pages and its rejected records', async () => {
    ended({}, {});
    openPanel();

    expect(await screen.findByText('Proven')).toBeTruthy();
    const sum = (await screen.findByTestId('proof-equation')).textContent;
    expect(sum).toBe('648 fetched = 120 inserted + 44 updated + 482 unchanged + 2 rejected');
    expect(screen.getByTestId('proof-pages').textContent).toBe('Pages 7 of 7');
    const rejected = await screen.findByRole('list', { name: 'Rejected records' });
    expect(
      within(rejected)
        .getAllByRole('listitem')
        .map((line) => line.textContent),
    ).toEqual(['Patient ID 12345: Invalid phone number format']);
  });

  it('of a run that found records gone tells how many, beside the sum', async () => {
    ended({}, { records: { ...proof().records, vanished: 3 } });
    openPanel();

    expect((await screen.findByTestId('proof-pages')).textContent).toBe(
      'Pages 7 of 7; 3 vanished at the source',
    );
  });

  it('of a completed run that its events contradict is unproven, with the problems', async () => {
    ended(
      {},
      {
        verdict: 'unproven',
        pages: { expected: 7, seen: 6, missing: [5] },
        records: { fetched: 648, inserted: 120, updated: 44, unchanged: 382, rejected: 2 },
        problems: ['Page 5 of 7 was never seen'],
      },
    );
    openPanel();

    await waitFor(async () => {
      expect(await verdict()).toBe('Unproven');
    });
    expect(screen.getByTestId('proof-pages').textContent).toBe('Pages 6 of 7; missing 5');
    expect(screen.getByText('Page 5 of 7 was never seen')).toBeTruthy();
    expect(screen.getByTestId('proof-equation').textContent).toContain('648 fetched ≠ 120');
  });

  it('of a failed run says why and what to do next', async () => {
    ended({ status: 'failed' }, { verdict: 'failed' }).on(
      'GET cliniko/sync-logs/org_demo',
      ok({
        logs: [syncLog({ status: 'failed', metadata: { error_type: 'CLINIKO_AUTH_FAILED' } })],
      }),
    );
    openPanel();

    expect(await verdict()).toBe('Failed');
    expect(await screen.findByText(/Cliniko refused the key. Replace/)).toBeTruthy();
  });

  it('of a run that failed for an unknown reason keeps the words of the API', async () => {
    const log = syncLog({ status: 'failed', metadata: {}, error_details: 'The disk is full.' });
    ended({ status: 'failed' }, { verdict: 'failed' }).on(
      'GET cliniko/sync-logs/org_demo',
      ok({ logs: [log] }),
    );
    openPanel();

    expect(await screen.findByText('The disk is full.')).toBeTruthy();
  });

  it('of a cancelled run is neither success nor failure', async () => {
    ended({ status: 'cancelled' }, { verdict: 'failed' });
    openPanel();

    expect(await verdict()).toBe('Cancelled');
  });

  it('waits for a proof whose last events are on their way', async () => {
    const server = ended({}, { verdict: 'not_finished' });
    openPanel();
    expect(await verdict()).toBe('Completed');

    server.on('GET sync/proof/sync_1', ok(proof()));
    expect(await screen.findByText('Proven')).toBeTruthy();
  });

  it('of a run whose proof cannot be read is not called proven', async () => {
    ended({}, {}).on('GET sync/proof/sync_1', problem(403, 'Not yours'));
    openPanel();

    expect((await screen.findByRole('alert')).textContent).toContain('Not yours');
    expect(await verdict()).toBe('Completed');
  });
});
