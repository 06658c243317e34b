const IN_FRAGMENT = /[#&]token=([^&\s]+)/;

/** Extracts the token from a login link; any other text is taken to be the token itself. */
export const tokenIn = (text: string): string => IN_FRAGMENT.exec(text)?.[1] ?? text.trim();

/**
 * Removes the token of a login link from the address bar, at once and without a history entry, so
 * that it ends up neither in a bookmark nor in a URL log.
 */
export function takeTokenFromAddress(): string | undefined {
  const { hash, pathname, search } = window.location;
  if (!IN_FRAGMENT.test(hash)) return undefined;
  window.history.replaceState(window.history.state, '', pathname + search);
  return tokenIn(hash);
}
