import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ok, problem } from '../testing/fakeServer';
import { demoServer, freshServer, openPanel } from '../testing/panel';
import { connection, syncStatus } from '../testing/samples';

const facts = async () => within(await screen.findByRole('region', { name: 'Connection' }));

describe('the connection', () => {
  it('shows region, patients, credentials and the last success in words and exactly', async () => {
    demoServer();
    openPanel();
    const card = await facts();

    expect(await card.findByText('au4')).toBeTruthy();
    expect(card.getByText('100,650')).toBeTruthy();
    expect(card.getByText('Valid')).toBeTruthy();
    expect(card.getByText('2 hours ago')).toBeTruthy();
    expect(card.getByText('30 Jun 2025, 12:00:04 UTC')).toBeTruthy();
  });

  it('says what is not known yet instead of guessing', async () => {
    freshServer();
    openPanel();
    const card = await facts();

    expect(await card.findAllByText('Not known yet')).toHaveLength(2);
    expect(card.getByText('Not confirmed yet')).toBeTruthy();
    expect(card.getByText('Never')).toBeTruthy();
    expect(screen.queryByTestId('freshness')).toBeNull();
  });

  it('that cannot be read can be tried again', async () => {
    const server = demoServer().on('GET cliniko/status/org_demo', problem(403, 'Not yours'));
    openPanel();
    const card = await facts();
    expect((await card.findByRole('alert')).textContent).toContain('Not yours');

    server.on('GET cliniko/status/org_demo', ok(connection()));
    await userEvent.click(card.getByRole('button', { name: 'Try again' }));
    expect(await card.findByText('au4')).toBeTruthy();
  });

  it('with refused credentials says so', async () => {
    const refused = connection({ credentials_valid: false, sync_enabled: false });
    demoServer().on('GET cliniko/status/org_demo', ok(refused));
    openPanel();

    expect(await (await facts()).findByText('Refused by Cliniko')).toBeTruthy();
  });
});

describe('the state badge', () => {
  it.each([
    ['idle', 'healthy', 'Healthy'],
    ['idle', 'degraded', 'Degraded'],
    ['syncing', 'healthy', 'Syncing'],
    ['failed', 'healthy', 'Failed'],
    ['never_synced', 'unknown', 'Never synced'],
  ] as const)('of an organisation %s and %s reads %s', async (status, health, word) => {
    demoServer()
      .on('GET sync-status/org_demo', ok(syncStatus({ status })))
      .on('GET cliniko/status/org_demo', ok(connection({ sync_status: health })));
    openPanel();
    await (await facts()).findByText('au4');

    expect(screen.getByTestId('state-badge').textContent).toBe(word);
  });
});

describe('old data', () => {
  it('is warned of in the words of the API', async () => {
    const warnings = ['No successful sync for 26 hours'];
    demoServer().on(
      'GET sync-status/org_demo',
      ok(syncStatus({ data_freshness: 'stale', warnings })),
    );
    openPanel();

    const notice = await screen.findByTestId('freshness');
    expect(notice.textContent).toContain('out of date');
    expect(notice.textContent).toContain('No successful sync for 26 hours');
  });
});
