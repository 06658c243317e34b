import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ok, problem } from '../testing/fakeServer';
import { demoServer, openPanel } from '../testing/panel';
import { session } from '../testing/samples';

const noSession = problem(401, 'No session', { error_code: 'HTTP_401' });

describe('a visitor', () => {
  it('with a login link is signed in by its token', async () => {
    const server = demoServer();
    openPanel('a.b.c');

    expect(await screen.findByTestId('start-button')).toBeTruthy();
    expect(server.bodiesOf('POST session')).toEqual([{ token: 'a.b.c' }]);
  });

  it('with a cookie from an earlier visit is let in without a token', async () => {
    const server = demoServer();
    openPanel();

    expect(await screen.findByTestId('start-button')).toBeTruthy();
    expect(server.bodiesOf('POST session')).toEqual([]);
  });

  it('with an expired link is told so', async () => {
    demoServer().on('POST session', problem(401, 'Expired'));
    openPanel('old');

    expect((await screen.findByRole('alert')).textContent).toContain('This token is not accepted');
  });

  it('without a session can paste a login link', async () => {
    const server = demoServer().on('GET session', noSession);
    openPanel();
    const field = await screen.findByLabelText('Token or login link');
    expect(screen.queryByRole('alert')).toBeNull();

    server.on('GET session', ok(session()));
    await userEvent.type(field, 'http://localhost:8000/#token=a.b.c');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByTestId('start-button')).toBeTruthy();
    expect(server.bodiesOf('POST session')).toEqual([{ token: 'a.b.c' }]);
  });

  it('is told when the server cannot be reached', async () => {
    demoServer().on('GET session', problem(503, 'Starting'));
    openPanel();

    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });
});

describe('a signed-in person', () => {
  it('who opens a login link in the same tab becomes its owner, and the token leaves the address', async () => {
    const server = demoServer();
    openPanel();
    await screen.findByTestId('start-button');

    server.on('GET session', ok(session({ roles: ['viewer'] })));
    window.history.replaceState(null, '', '/#token=d.e.f');
    act(() => {
      window.dispatchEvent(new Event('hashchange'));
    });

    expect(window.location.hash).toBe('');
    expect(await screen.findByText(/Your role may watch/)).toBeTruthy();
    expect(server.bodiesOf('POST session')).toEqual([{ token: 'd.e.f' }]);
  });

  it('whose session ended is asked to sign in again', async () => {
    demoServer().on('POST cliniko/sync-all/org_demo', noSession);
    openPanel();
    await userEvent.click(await screen.findByTestId('start-button'));

    expect((await screen.findByRole('alert')).textContent).toContain('Your session has ended');
  });

  it('can sign out', async () => {
    const server = demoServer();
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Account' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));

    expect(await screen.findByLabelText('Token or login link')).toBeTruthy();
    expect(server.bodiesOf('DELETE session')).toHaveLength(1);
  });

  it('is told when signing out did not reach the server', async () => {
    demoServer().on('DELETE session', problem(503, 'Starting'));
    openPanel();
    await userEvent.click(await screen.findByRole('button', { name: 'Account' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));

    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });

  it('with several organisations can switch, and the address remembers which', async () => {
    const server = demoServer().on(
      'GET session',
      ok(session({ org_ids: ['org_demo', 'org_other'] })),
    );
    openPanel();
    const switcher = await screen.findByRole('combobox', { name: 'Organisation' });
    await userEvent.selectOptions(switcher, 'org_other');

    await waitFor(() => {
      expect(server.calls.some(({ route }) => route === 'GET sync-status/org_other')).toBe(true);
    });
    expect(window.location.search).toBe('?org=org_other');
  });

  it('cannot reach an organisation by address that the token does not name', async () => {
    window.history.replaceState(null, '', '/?org=org_stranger');
    const server = demoServer();
    openPanel();
    await screen.findByTestId('state-badge');

    expect(server.calls.filter(({ route }) => route.includes('org_stranger'))).toEqual([]);
  });

  it('whose token names no organisation is told so', async () => {
    demoServer().on('GET session', ok(session({ org_ids: [] })));
    openPanel();

    expect(await screen.findByText(/names no organisation/)).toBeTruthy();
  });
});
