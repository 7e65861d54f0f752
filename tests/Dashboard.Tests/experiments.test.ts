import { describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe';
import type { Theme } from './support/browser';
import { aFlagToCompare, aMetric, aRunningExperiment, type PostedEvent, postEvents, resultsOf } from './support/experiments';
import { adminEmail, type Server } from './support/server';
import { Setting } from './support/setting';

const setting = Setting.forThisFile({}, prepare);

async function prepare(server: Server): Promise<void> {
  await aFlagToCompare(server, 'checkout');
  await aMetric(server, 'purchase');
}

/** Units that were seen in an arm, and some of them bought. */
function seen(experiment: string, arms: Record<string, number>): PostedEvent[] {
  const ts = new Date().toISOString();
  return Object.entries(arms).flatMap(([variant, count]) =>
    Array.from({ length: count }, (_, at) => at).flatMap((at): PostedEvent[] => {
      const unit = `${variant}-${at}`;
      const exposure: PostedEvent = { type: 'exposure', id: `${experiment} ${unit}`, ts, experiment, unit, variant };
      const bought: PostedEvent = { type: 'metric', id: `${experiment} ${unit} bought`, ts, unit, event: 'purchase' };
      return at % 8 === 0 ? [exposure, bought] : [exposure];
    }),
  );
}

describe('An experiment', () => {
  test('goes from a hypothesis to a shipped variant', async () => {
    const { server } = setting;
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/experiments');
    await page.getByText('No experiments yet').waitFor();
    await page.getByRole('link', { name: 'Set up an experiment' }).first().click();

    await page.getByLabel('Name').fill('One page checkout');
    await page.getByLabel('Hypothesis').fill('Fewer steps, more purchases.');
    await page.getByRole('combobox', { name: 'Flag' }).click();
    await page.getByRole('option', { name: /^checkout/ }).click();
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page.getByText('The shares sum to 100 %.').waitFor();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('combobox', { name: 'Add a metric' }).click();
    await page.getByRole('option', { name: /purchase/ }).click();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByLabel('Planned units').fill('2000');
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page.getByText('Nothing is missing').waitFor();
    await page.getByRole('button', { name: 'Start experiment' }).click();
    const question = page.getByRole('dialog');
    await question.getByText('Starting locks:').waitFor();
    await question.getByRole('button', { name: 'Start experiment' }).click();
    await page.getByRole('heading', { name: 'Health checks' }).waitFor();

    const anybody = server.as(null).evaluate;
    const users = Array.from({ length: 200 }, (_, at) => `user-${at}`);
    await Promise.all(users.map((user) => anybody.get('checkout', 'development', user)));
    const ts = new Date(Date.now() + 1).toISOString();
    await postEvents(
      server,
      users.slice(0, 40).map((unit) => ({ type: 'metric', id: `bought ${unit}`, ts, unit, event: 'purchase' })),
    );
    await resultsOf(server, 'one-page-checkout', 200);
    await page.getByRole('button', { name: 'Compute anew' }).click();
    await page.getByText('200 of 2,000 planned units').waitFor();
    await page.getByText('Units are split as the weights say').waitFor();

    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Ship new' }).check();
    await page.getByText('The default of checkout becomes new').waitFor();
    await page.getByRole('button', { name: 'Stop and ship new' }).click();
    await page.getByText('new was shipped').first().waitFor();

    const answers = await Promise.all(users.map((user) => anybody.get('checkout', 'development', user)));
    expect(new Set(answers.map(({ variant }) => variant))).toEqual(new Set(['new']));
  });

  test('whose units are not split as planned has no verdict, and says what to do', async () => {
    const { server } = setting;
    await aRunningExperiment(server, 'lopsided', 'purchase');
    await postEvents(server, seen('lopsided', { old: 1_200, new: 800 }));
    await resultsOf(server, 'lopsided', 2_000);
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/experiments/lopsided');
    await page.getByText('Sample ratio mismatch: units are not split as planned').waitFor();

    const split = page.getByRole('table', { name: 'Units per arm' });
    expect(await split.getByRole('row', { name: /^old/ }).textContent()).toMatch(/1,200.*1,000.*\+20/);
    await page.getByRole('alert').getByText('What to do').waitFor();
    const metric = page.getByRole('article', { name: 'Rate of purchase' });
    expect(await metric.getByRole('note').first().textContent()).toBe('Withheld');
    await metric.getByText('Units are not split as the weights say, so no effect can be trusted.').waitFor();
  });
});

describe.each<Theme>(['light', 'dark'])('In the %s theme', (theme) => {
  test('pages of experiments can be used by everybody, and the plots are there', async () => {
    const { server } = setting;
    const key = `even-${theme}`;
    await aRunningExperiment(server, key, 'purchase');
    await postEvents(server, seen(key, { old: 500, new: 510 }));
    await resultsOf(server, key, 1_010);
    const window = await setting.open(adminEmail, { theme });
    const found: Record<string, string[]> = {};
    const paths = [
      '/experiments',
      ...['hypothesis', 'arms', 'metrics', 'plan', 'review'].map((step) => `/experiments/${key}?tab=set-up&step=${step}`),
      `/experiments/${key}`,
    ];
    for (const path of paths) {
      const page = await window.goTo(path);
      await window.settle();
      found[path] = await seriousFindings(page);
    }

    expect(found).toEqual(Object.fromEntries(paths.map((path) => [path, []])));
    const plot = window.page.getByRole('img', { name: /^(Lift|Difference) of Rate of purchase: new / });
    await plot.waitFor();
    expect(await plot.locator('path').count()).toBeGreaterThan(1);
    expect(await plot.getAttribute('aria-label')).not.toMatch(/NaN|undefined|null/);
  }, 120_000);
});
