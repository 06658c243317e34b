import { describe, expect, it } from 'vitest';
import { takeTokenFromAddress, tokenIn } from './token';

describe('the token of a login link', () => {
  it('is taken out of the address bar without leaving a history entry', () => {
    window.history.replaceState(null, '', '/?org=org_demo#token=a.b.c');
    const entries = window.history.length;

    expect(takeTokenFromAddress()).toBe('a.b.c');

    expect(window.location.hash).toBe('');
    expect(window.location.search).toBe('?org=org_demo');
    expect(window.history.length).toBe(entries);
  });

  it('is absent from an address with any other fragment, which stays', () => {
    window.history.replaceState(null, '', '/#runs');

    expect(takeTokenFromAddress()).toBeUndefined();
    expect(window.location.hash).toBe('#runs');
  });

  it('is found in a pasted link as well as pasted alone', () => {
    expect(tokenIn('http://localhost:8000/#token=a.b.c')).toBe('a.b.c');
    expect(tokenIn('  a.b.c\n')).toBe('a.b.c');
  });
});
