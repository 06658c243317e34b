import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, problem } from '../testing/fakeServer';
import { demoServer, freshServer, openPanel } from '../testing/panel';
import { history, historyRun, proof } from '../testing/samples';

const older = historyRun({
  sync_id: 'sync_0',
  started_at: '2025-06-30T11:00:00.000Z',
  completed_at: '2025-06-30T11:01:12.000Z',
  status: 'failed',
  records_processed: 300,
  records_failed: 0,
});

beforeEach(() => {
  // Elements have no size without a layout engine, and a chart without a size draws nothing.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 640, 150));
});

describe('the last runs', () => {
  it('stand in a table, newest first, with a chart of their durations', async () => {
    demoServer().on('GET sync/history/org_demo', ok(history(historyRun(), older)));
    openPanel();

    const rows = await screen.findAllByTestId('run-row');
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );
    expect(cells).toEqual([
      ['Completed', '30 Jun, 12:00Full patients', '4.2 s', '648', '2', 'Proof'],
      ['Failed', '30 Jun, 11:00Full patients', '1 min 12 s', '300', '0', 'Proof'],
    ]);
    const chart = await screen.findByTestId('runs-chart');
    await waitFor(() => {
      expect(chart.querySelectorAll('.recharts-bar-rectangle')).toHaveLength(2);
    });
    expect(
      screen.getByText('2 in all · 1 succeeded · 1 failed · 6 min 1 s on average'),
    ).toBeTruthy();
  });

  it('each open their proof in a drawer, by keyboard too', async () => {
    const contradicted = proof({
      sync_id: 'sync_0',
      verdict: 'failed',
      problems: ['No end was seen'],
    });
    demoServer()
      .on('GET sync/history/org_demo', ok(history(historyRun(), older)))
      .on('GET sync/proof/sync_0', ok(contradicted));
    openPanel();
    (await screen.findByRole('button', { name: 'Proof of the run started 30 Jun, 11:00' })).focus();
    await userEvent.keyboard('{Enter}');

    const drawer = within(await screen.findByRole('dialog', { name: 'Proof of the run' }));
    expect(await drawer.findByText('No end was seen')).toBeTruthy();
    expect(drawer.getByText('sync_0')).toBeTruthy();

    await userEvent.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('that have not ended have no duration', async () => {
    const running = historyRun({ status: 'running', completed_at: null });
    demoServer().on('GET sync/history/org_demo', ok(history(running)));
    openPanel();

    const row = within(await screen.findByTestId('run-row'));
    expect(row.getByText('not ended')).toBeTruthy();
  });

  it('are announced where there are none yet', async () => {
    freshServer();
    openPanel();

    expect(await screen.findByText(/Runs appear here/)).toBeTruthy();
    expect(screen.queryByTestId('runs-table')).toBeNull();
  });

  it('that cannot be read say why', async () => {
    demoServer().on('GET sync/history/org_demo', problem(403, 'Not yours'));
    openPanel();

    const card = within(await screen.findByRole('region', { name: 'Last runs' }));
    expect((await card.findByRole('alert')).textContent).toContain('Not yours');
  });
});
