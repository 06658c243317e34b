import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Generous, for a busy machine; a passing test never waits that long.
configure({ asyncUtilTimeout: 20_000 });

afterEach(() => {
  cleanup();
  window.history.replaceState(null, '', '/');
});
