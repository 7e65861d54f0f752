import { defineConfig } from 'vitest/config';
import shared from './vitest.config';

/** npm run screenshots: takes the pictures of the documentation anew. */
export default defineConfig({ ...shared, test: { ...shared.test, include: ['screenshots.ts'] } });
