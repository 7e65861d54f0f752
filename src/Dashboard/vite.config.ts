import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.FEATUREFLAG_API ?? 'http://localhost:8000';
const routes = [
  ...['auth', 'audit', 'changes', 'demo', 'environments', 'evaluate', 'event-names', 'events', 'experiments', 'flags', 'health'],
  ...['holdouts', 'layers', 'metric-definitions', 'ofrep', 'overview', 'sdk', 'segments'],
];

export default defineConfig({
  // Relative, so that a proxy may serve it under any path.
  base: './',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts another one into each answer (HomeController).
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../WebApi/wwwroot',
    emptyOutDir: true,
    // These know light-dark(). Rewritten for older ones it would not follow Mantine, which sets color-scheme by a variable.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Data URLs would need another Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: Object.fromEntries(routes.map((route) => [`^/${route}(/|\\?|$)`, { target: api }])) },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
