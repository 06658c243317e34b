import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEventSource } from './fakeEventSource';

export const START = 'POST cliniko/sync-all/org_demo';
export const accepted = { status: 202, body: { success: true, sync_id: 'sync_2' } };
export const text = (testId: string) => screen.getByTestId(testId).textContent;
export const send = (...reports: Parameters<FakeEventSource['send']>[0][]) => {
  act(() => {
    reports.forEach((report) => {
      FakeEventSource.latest.send(report);
    });
  });
};

export async function start() {
  await userEvent.click(await screen.findByTestId('start-button'));
  await screen.findByTestId('progress-bar');
}
