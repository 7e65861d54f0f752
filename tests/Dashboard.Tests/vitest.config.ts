import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../../src/Dashboard/src', import.meta.url)) } },
  test: {
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Each file has a server and a browser of its own; more at once only wait for each other.
    maxWorkers: 2,
  },
});
