import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the panel works under whatever path a proxy serves it from.
  base: './',
  // Services serve the jar's content from classpath:panel.
  build: { outDir: 'target/classes/panel', emptyOutDir: true, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': { target: 'http://localhost:8000' } } },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    env: { TZ: 'UTC' },
    restoreMocks: true,
    unstubGlobals: true,
    // Loading React and Mantine anew for each file took most of the time; setup.ts cleans up after each test.
    isolate: false,
    testTimeout: 30_000,
  },
});
