import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/http';
import { count, percent, humanize } from './numbers';
import { explain, explainCode } from './problems';
import { duration, exactTime, secondsBetween, wholeSeconds } from './time';

describe('numbers', () => {
  it('are grouped, and a share is never rounded up to done', () => {
    expect(count(100_000)).toBe('100,000');
    expect(percent(99.96)).toBe(99);
    expect(humanize('full_patients')).toBe('Full patients');
  });
});

describe('times', () => {
  it.each([
    [0.04, '0.0 s'],
    [4.2, '4.2 s'],
    [9.96, '10 s'],
    [59.6, '1 min'],
    [72, '1 min 12 s'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
  ])('%f seconds read %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it('that tick show no tenths', () => {
    expect(wholeSeconds(4.9)).toBe('4 s');
    expect(wholeSeconds(61.9)).toBe('1 min 1 s');
  });

  it('name their zone, and are never negative when the reader’s clock is behind', () => {
    expect(exactTime('2025-06-30T12:00:00.000Z')).toBe('30 Jun 2025, 12:00:00 UTC');
    expect(secondsBetween('2025-06-30T12:00:05.000Z', '2025-06-30T12:00:00.000Z')).toBe(0);
  });
});

describe('problems', () => {
  it('with a known code or type get words of their own', () => {
    const refused = new ApiProblem(401, { details: { error_code: 'CLINIKO_AUTH_FAILED' } });
    expect(explain(refused).title).toBe('Cliniko refused the key');
    expect(explainCode(undefined, 'rate_limited')?.title).toBe('Cliniko asks for a pause');
    expect(explainCode('NEVER_HEARD_OF')).toBeUndefined();
  });

  it('without one keep what the server said, and always say what to do', () => {
    expect(explain(new ApiProblem(403, { detail: 'Not your organisation' }))).toEqual({
      title: 'Not allowed',
      advice: 'Not your organisation',
    });
    expect(explain(new ApiProblem(500, {})).advice).toContain('500');
    expect(explain(new Error('bug')).advice).not.toContain('bug');
  });
});
