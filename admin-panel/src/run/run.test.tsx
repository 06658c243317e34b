import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeEventSource } from '../testing/fakeEventSource';
import { ok, problem } from '../testing/fakeServer';
import { demoServer, freshServer, openPanel } from '../testing/panel';
import { completed, history, historyRun, progress, proof, session } from '../testing/samples';
import { accepted, send, start, START, text } from '../testing/running';

describe('a sync started here', () => {
  it('moves with the stream from start to proof', async () => {
    const server = freshServer().on(START, accepted).on('GET sync/proof/sync_2', ok(proof()));
    openPanel();
    await start();
    expect(screen.getByText('Starting…')).toBeTruthy();

    send(progress());
    expect(text('records-count')).toBe('448 of 648 patients');
    expect(text('current-step')).toBe('Step 4 of 4 · Storing patients');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('69');
    expect(screen.queryByTestId('start-button')).toBeNull();
    expect(text('state-badge')).toBe('Syncing');

    server.on('GET sync/history/org_demo', ok(history(historyRun({ sync_id: 'sync_2' }))));
    send(completed());
    await waitFor(() => {
      expect(text('verdict')).toBe('Proven');
    });
    expect(text('records-count')).toBe('648 of 648 patients');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('100');
    expect(screen.getByTestId('start-button')).toBeTruthy();
    // At once, not only with the next periodic refresh.
    await screen.findByTestId('run-row', undefined, { timeout: 10_000 });
  });

  it('never goes backwards, not even by a late event after its end', async () => {
    freshServer().on(START, accepted).on('GET sync/proof/sync_2', ok(proof()));
    openPanel();
    await start();

    send(progress(), progress({ progress_percentage: 40, records_processed: 300 }));
    expect(text('records-count')).toBe('448 of 648 patients');
    send(completed(), progress());
    await screen.findByTestId('verdict');
    expect(text('records-count')).toBe('648 of 648 patients');
  });

  it('shows what is done before the total is known', async () => {
    freshServer().on(START, accepted);
    openPanel();
    await start();

    send(progress({ records_total: null, records_processed: 1200 }));
    expect(text('records-count')).toBe('1,200 patients');
  });

  it('is followed by asking when the stream stays silent', async () => {
    const replies = [problem(404, 'No such sync'), ok(progress()), ok(completed())];
    freshServer()
      .on(START, accepted)
      .on('GET sync/progress/sync_2', () => replies.shift() ?? ok(completed()))
      .on('GET sync/proof/sync_2', ok(proof()));
    openPanel();
    await start();

    expect(await screen.findByText('Proven')).toBeTruthy();
  });

  it('that cannot start says why and what to do', async () => {
    demoServer().on(START, problem(400, 'None', { error_code: 'CREDENTIALS_NOT_FOUND' }));
    openPanel();
    await userEvent.click(await screen.findByTestId('start-button'));

    expect((await screen.findByRole('alert')).textContent).toContain(
      'Cliniko is not connected yet',
    );
    expect(screen.getByTestId('start-button')).toBeTruthy();
  });
});

describe('a sync already running', () => {
  const running = { sync_id: 'sync_9', progress_percentage: 50, records_processed: 300 };

  it('is attached to when Start meets it', async () => {
    demoServer()
      .on(START, problem(409, 'Already running', { sync_id: 'sync_9' }))
      .on('GET sync/progress/sync_9', ok(progress(running)));
    openPanel();
    await userEvent.click(await screen.findByTestId('start-button'));

    expect(await screen.findByText(/already running/)).toBeTruthy();
    await waitFor(() => {
      expect(text('records-count')).toBe('300 of 648 patients');
    });
  });

  it('is found when the page opens', async () => {
    const row = historyRun({ sync_id: 'sync_9', status: 'running', completed_at: null });
    demoServer()
      .on('GET sync/history/org_demo', ok(history(row)))
      .on('GET sync/progress/sync_9', ok(progress(running)));
    openPanel();

    expect(await screen.findByText('300 of 648 patients')).toBeTruthy();
  });

  it('of another service leaves the patient sync alone', async () => {
    demoServer();
    openPanel();
    await screen.findByTestId('verdict');

    send(progress({ service: 'todoist' }));
    expect(text('records-count')).toBe('648 of 648 patients');
  });
});

describe('the live connection', () => {
  it('tells when it is lost and when it is back', async () => {
    demoServer();
    openPanel();
    await screen.findByTestId('connection-state');

    act(() => {
      FakeEventSource.latest.connect();
    });
    expect(text('connection-state')).toBe('Live');
    act(() => {
      FakeEventSource.latest.lose();
    });
    expect(text('connection-state')).toContain('reconnecting');
  });

  it('is opened anew after a refusal, and closed with the page', async () => {
    demoServer();
    const { unmount } = openPanel();
    await screen.findByTestId('connection-state');
    vi.useFakeTimers();
    try {
      act(() => {
        FakeEventSource.latest.refuse();
        vi.advanceTimersByTime(3000);
      });
      expect(FakeEventSource.count).toBe(2);
      unmount();
      expect(FakeEventSource.latest.readyState).toBe(FakeEventSource.CLOSED);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the start button', () => {
  it('is disabled for a viewer, with the reason', async () => {
    demoServer().on('GET session', ok(session({ roles: ['viewer'] })));
    openPanel();

    const button = await screen.findByTestId<HTMLButtonElement>('start-button');
    expect(button.disabled).toBe(true);
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('Ask an operator');
  });

  it('stands beside an invitation where nothing ran yet', async () => {
    freshServer();
    openPanel();

    expect(await screen.findByText(/No sync has run yet/)).toBeTruthy();
  });

  it('does not stand beside that invitation when the past is merely unreadable', async () => {
    freshServer().on('GET sync/history/org_demo', problem(403, 'Not yours'));
    openPanel();

    expect((await screen.findAllByRole('alert')).length).toBeGreaterThan(0);
    expect(screen.queryByText(/No sync has run yet/)).toBeNull();
  });
});
