const IN_FRAGMENT = /[#&]token=([^&\s]+)/;

/** Finds the token in a login link; anything else is taken to be a token itself. */
export const tokenIn = (text: string): string => IN_FRAGMENT.exec(text)?.[1] ?? text.trim();

/**
 * Takes the token of a login link out of the address bar, at once and without a history entry, so
 * that it ends up neither in a bookmark nor in anybody's URL log.
 */
export function takeTokenFromAddress(): string | undefined {
  const { hash, pathname, search } = window.location;
  if (!IN_FRAGMENT.test(hash)) return undefined;
  window.history.replaceState(window.history.state, '', pathname + search);
  return tokenIn(hash);
}
