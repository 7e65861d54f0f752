import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { aFlag } from './support/given';
import { adminEmail } from './support/server';
import { Setting } from './support/setting';

const flags = 5_000;
const environments = ['development', 'staging', 'production'];
const frames = 240;

const setting = Setting.forThisFile();

/** Milliseconds between frames while the table is scrolled by so many pixels a frame: median, p95, p99. */
async function frameTimes(page: Page, pixels: number): Promise<string> {
  const times = await page.evaluate(
    async ({ pixels, frames }) => {
      const table = [...document.querySelectorAll('main *')].find(
        (element) => element.scrollHeight > element.clientHeight + 2_000,
      );
      const times: number[] = [];
      for (let last = performance.now(); times.length < frames; ) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
        table?.scrollBy(0, pixels);
      }
      return times.sort((a, b) => a - b);
    },
    { pixels, frames },
  );
  return [0.5, 0.95, 0.99].map((part) => times[Math.floor(frames * part)]?.toFixed(1)).join(' / ');
}

test('scrolling', async () => {
  const keys = Array.from({ length: flags }, (_, number) => `flag-${number}`);
  const some = async () => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      for (const environment_key of environments) {
        await aFlag(setting.server, key, { environment_key, tags: [`team-${key.length}`] });
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, some));

  const window = await setting.open(adminEmail);
  const start = performance.now();
  const page = await window.goTo('/flags');
  await page.getByRole('switch').first().waitFor();
  console.log(`From nothing to the table of ${flags} flags: ${Math.round(performance.now() - start)} ms`);
  await window.settle();
  for (const pixels of [0, 40, 200, 1_200]) {
    console.log(`${pixels} px a frame: median / p95 / p99 ${await frameTimes(page, pixels)} ms`);
  }
});
