import { defineConfig } from 'vitest/config';
import shared from './vitest.config';

/** npm run scrolling: measures the table of flags, for docs/performance.md. */
export default defineConfig({ ...shared, test: { ...shared.test, include: ['scrolling.ts'], testTimeout: 600_000 } });
