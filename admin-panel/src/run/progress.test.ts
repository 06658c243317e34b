import { describe, expect, it } from 'vitest';
import { completed, progress } from '../testing/samples';
import { advance, laterRun } from './progress';

describe('what is known of a run', () => {
  it('moves on with a later report', () => {
    const later = progress({ progress_percentage: 80, records_processed: 500 });
    expect(advance(progress(), later)).toBe(later);
  });

  it.each([
    ['a smaller share', { progress_percentage: 69.3 }],
    ['fewer records', { records_processed: 447 }],
    ['a state before running', { status: 'starting' as const }],
  ])('does not go back to a report of %s', (_, change) => {
    const known = progress();
    expect(advance(known, progress(change))).toBe(known);
  });

  it('stays ended, whatever arrives late', () => {
    const end = completed();
    expect(advance(end, progress({ progress_percentage: 99 }))).toBe(end);
    expect(advance(end, completed({ status: 'failed' }))).toBe(end);
  });

  it('learns after its end that it will be tried again, and nothing else', () => {
    const end = completed({ status: 'failed' });
    const told = { next_attempt: 2, next_retry_at: '2025-06-30T14:01:00.000Z' };
    expect(advance(end, progress({ ...told, status: 'failed' }))).toEqual({ ...end, ...told });
  });

  it('ends without taking back what was shown', () => {
    const failed = progress({ status: 'failed', progress_percentage: 10, records_processed: 90 });
    expect(advance(progress(), failed)).toMatchObject({
      status: 'failed',
      progress_percentage: 69.4,
      records_processed: 448,
    });
  });
});

describe('the run to show', () => {
  const early = { syncId: 'a', startedAt: '2025-06-30T12:00:00.000Z' };
  const late = { syncId: 'b', startedAt: '2025-06-30T12:00:00.001Z' };

  it('is the later one, in whatever order they arrive', () => {
    expect(laterRun(early, late)).toBe(late);
    expect(laterRun(late, early)).toBe(late);
    expect(laterRun(undefined, early)).toBe(early);
    expect(laterRun(early, undefined)).toBe(early);
  });

  it('is the one just started, before it has a start time', () => {
    const started = { syncId: 'c' };
    expect(laterRun(started, late)).toBe(started);
    expect(laterRun(started, { ...late, syncId: 'c' })).toEqual({ ...late, syncId: 'c' });
  });
});
