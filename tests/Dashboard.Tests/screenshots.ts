import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { startBrowser, type Theme, Window } from './support/browser';
import { adminEmail, Server } from './support/server';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));

interface Picture {
  name: string;
  path: string;
  theme?: Theme;
  width?: number;
  height?: number;
}

const pictures: Picture[] = [
  { name: 'flags', path: '/flags' },
  { name: 'flags-dark', path: '/flags', theme: 'dark' },
  { name: 'flags-narrow', path: '/flags', width: 390, height: 760 },
  { name: 'flag', path: '/flags/beta-dashboard?env=production', height: 1000 },
  { name: 'flag-dark', path: '/flags/beta-dashboard?env=production', theme: 'dark', height: 1000 },
  { name: 'environments-side-by-side', path: '/flags/new-checkout?env=production&tab=environments' },
  { name: 'history', path: '/flags/new-checkout?env=production&tab=history' },
  { name: 'code', path: '/flags/new-checkout?env=production&tab=code' },
  { name: 'segment', path: '/segments/beta-testers?env=production' },
  { name: 'audit', path: '/audit' },
  { name: 'usage', path: '/flags/checkout-button?env=development&tab=usage', height: 1080 },
  { name: 'experiments', path: '/experiments?env=development' },
  { name: 'experiment-winner', path: '/experiments/checkout-wording', height: 1400 },
  { name: 'experiment-split', path: '/experiments/search-by-meaning', theme: 'dark', height: 1100 },
  { name: 'experiment-plan', path: '/set-up-experiment?env=development&step=plan', height: 1300 },
];

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    Server.start({}, 'http://localhost:8000'),
    startBrowser(),
    mkdir(folder, { recursive: true }),
  ]);
  const admin = await server.asAdmin();
  await admin.demo.create();
  for (const { key } of (await admin.experiments.list()).result) {
    await computed(admin, key);
  }
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server.dispose();
});

/** Who asks for results that are out of date has them queued, and they are computed one after the other. */
async function computed({ results }: ReturnType<Server['as']>, experiment: string): Promise<void> {
  while ((await results.get(experiment)).out_of_date || (await results.progress(experiment)).state !== 'idle') {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

test.each(pictures)('$name', async ({ name, path, ...look }) => {
  const window = await Window.open(browser, server, adminEmail, { height: 800, ...look });
  await window.goTo(path);
  const page = await window.settle();
  await page.screenshot({ path: `${folder}${name}.png` });
  await window.close();
});
