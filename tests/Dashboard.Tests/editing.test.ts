import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aFlag } from './support/given';
import { adminEmail } from './support/server';
import { Setting } from './support/setting';

const setting = Setting.forThisFile();

const rollout = (page: Page) => page.getByRole('textbox', { name: /share|rollout/i }).first();

async function setRollout(page: Page, percent: string): Promise<void> {
  await rollout(page).fill(percent);
  await rollout(page).blur();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
}

async function save(page: Page, environment = 'Development'): Promise<void> {
  await page.getByRole('button', { name: 'Review & save' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Save to ${environment}` })
    .click();
}

async function rolloutOf(key: string, environment = 'development'): Promise<number> {
  return (await (await setting.server.asAdmin()).flags.get(key, environment)).rollout_percentage;
}

describe('Editing a flag', () => {
  test('shows the difference before it saves', async () => {
    await aFlag(setting.server, 'ramp');
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/ramp?env=development');
    await setRollout(page, '40');
    await page.getByRole('button', { name: 'Review & save' }).click();

    const dialog = page.getByRole('dialog', { name: 'Save to Development' });
    expect(await dialog.textContent()).toMatch(/25 %.*40 %/);
    expect(await rolloutOf('ramp')).toBe(25);
    await dialog.getByRole('button', { name: 'Save to Development' }).click();
    await page.getByText('Saved to Development.').waitFor();
    expect(await rolloutOf('ramp')).toBe(40);
  });

  test('lets two people who changed the same field choose, and loses nothing', async () => {
    await aFlag(setting.server, 'contested', { description: 'before' });
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/contested?env=development');
    await setRollout(page, '40');
    await (await setting.server.asAdmin()).flags.update('contested', 'development', {
      rollout_percentage: 60,
      description: 'theirs',
    });
    await page.getByRole('button', { name: 'Review & save' }).click();
    // Whether the page has heard of the other change by now or not, the choice comes before anything is written.
    const conflict = page.getByRole('dialog', { name: 'This flag was changed meanwhile' });
    const review = page.getByRole('dialog', { name: 'Save to Development' });
    await conflict.or(review).first().waitFor();
    if (await review.isVisible()) {
      await review.getByRole('button', { name: 'Save to Development' }).click();
    }

    expect(await conflict.textContent()).toMatch(/60/);
    await conflict.getByRole('radio', { name: 'Keep mine' }).check();
    await conflict.getByRole('button', { name: 'Review what is left to save' }).click();
    await review.getByRole('button', { name: 'Save to Development' }).click();
    await page.getByText('Saved to Development.').waitFor();

    const saved = await (await setting.server.asAdmin()).flags.get('contested', 'development');
    expect(saved).toMatchObject({ rollout_percentage: 40, description: 'theirs', version: 3 });
  });

  test('explains the draft before it is saved', async () => {
    await aFlag(setting.server, 'drafted', { rollout_percentage: 0 });
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/drafted?env=development');
    await page.getByRole('region', { name: 'Answer' }).getByText('off', { exact: true }).waitFor();
    await setRollout(page, '100');

    await page.getByRole('region', { name: 'With your changes', exact: true }).getByText('on', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'As saved' }).getByText('off', { exact: true }).waitFor();
    expect(await rolloutOf('drafted')).toBe(0);
  });

  test('keeps numbers as they were written that JavaScript cannot hold', async () => {
    const flag = (value: string, description: string) =>
      `{"key":"big-number","name":"Big number","description":"${description}","environment_key":"development","flag_type":"multivariate","value_type":"number",
        "is_enabled":true,"variants":[{"key":"a","value":${value},"weight":100000},{"key":"b","value":1,"weight":0}],"off_variant":"a"}`;
    const token = await setting.server.signIn();
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    await fetch(`${setting.server.address}/flags`, { method: 'POST', headers, body: flag('12345678901234567890.10', 'x') });
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/big-number?env=development&tab=variants');
    await page.getByRole('group', { name: 'Variant b' }).getByLabel('Value').fill('2');
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
    await save(page);
    await page.getByText('Saved to Development.').waitFor();

    const saved = await (
      await fetch(`${setting.server.address}/flags/big-number?environment_key=development`, { headers })
    ).text();
    expect(saved).toContain('"value":12345678901234567890.10');
    expect(saved).toContain('"value":2');
  });

  test('asks before unsaved changes are left', async () => {
    await aFlag(setting.server, 'unsaved');
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/unsaved?env=development');
    await setRollout(page, '40');
    await page.getByRole('link', { name: 'Segments' }).click();

    await page
      .getByRole('dialog')
      .getByRole('button', { name: /stay|cancel|keep/i })
      .click();
    expect(await rollout(page).inputValue()).toContain('40');
  });

  test('shows what the server refuses at the place that it means', async () => {
    await aFlag(setting.server, 'refused');
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/refused?env=development&tab=settings');
    await page.locator('input').and(page.getByLabel('Bucket by')).fill('$now');
    await save(page);

    await page.getByText('not beginning with "$"', { exact: false }).first().waitFor();
    await expect
      .poll(() =>
        page
          .locator('input')
          .and(page.getByLabel('Bucket by'))
          .evaluate((field) => field === document.activeElement),
      )
      .toBe(true);
    expect(await page.locator('input').and(page.getByLabel('Bucket by')).getAttribute('aria-invalid')).toBe('true');
    expect((await (await setting.server.asAdmin()).flags.get('refused', 'development')).version).toBe(1);
  });
});

describe('What is elsewhere changed', () => {
  test('appears in another window without a reload', async () => {
    await aFlag(setting.server, 'watched');
    const [first, second] = await Promise.all([setting.open(adminEmail), setting.open(adminEmail)]);
    const watching = await second.goTo('/flags?q=watched');
    const isOn = watching.getByRole('switch', { name: /watched in Development/ });
    expect(await isOn.getAttribute('aria-checked')).toBe('true');

    const page = await first.goTo('/flags?q=watched');
    await page.getByRole('switch', { name: /watched in Development/ }).click();
    await expect.poll(() => isOn.getAttribute('aria-checked'), { timeout: 5_000 }).toBe('false');
  });

  test('can be taken back from the notice', async () => {
    await aFlag(setting.server, 'oops');
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags?q=oops');
    await page.getByRole('switch', { name: /oops in Development/ }).click();
    await page.getByRole('button', { name: 'Undo' }).click();

    const admin = await setting.server.asAdmin();
    await expect.poll(async () => (await admin.flags.get('oops', 'development')).version).toBe(3);
    expect((await admin.flags.get('oops', 'development')).is_enabled).toBe(true);
  });
});

describe('Promoting', () => {
  test('shows what would change, and names the protected environment', async () => {
    await aFlag(setting.server, 'promoted', { rollout_percentage: 80 });
    await aFlag(setting.server, 'promoted', { rollout_percentage: 10, environment_key: 'production' });
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/promoted?env=development&tab=environments');
    await page.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: 'Production' }).click();
    await page.getByRole('button', { name: 'Review and promote' }).click();

    const dialog = page.getByRole('dialog', { name: 'Promote to Production' });
    await dialog.getByText('Production is protected', { exact: false }).waitFor();
    expect(await dialog.textContent()).toMatch(/10 %.*80 %/);
    await dialog.getByRole('button', { name: 'Promote to Production' }).click();
    await page.getByText('The flag was promoted to Production.').waitFor();
    expect(await rolloutOf('promoted', 'production')).toBe(80);
  });
});

describe('Reverting', () => {
  test('takes one entry of the history back, and says what later change would go', async () => {
    await aFlag(setting.server, 'reverted', { description: 'first' });
    const admin = await setting.server.asAdmin();
    await admin.flags.update('reverted', 'development', { rollout_percentage: 50 });
    await admin.flags.update('reverted', 'development', { description: 'second' });
    await admin.flags.update('reverted', 'development', { rollout_percentage: 75 });
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/reverted?env=development&tab=history');
    const entry = page.getByRole('listitem').filter({ hasText: '25 %' }).filter({ hasText: '50 %' });
    await entry.getByRole('button', { name: 'Revert this change' }).click();

    const dialog = page.getByRole('dialog', { name: 'Revert this change' });
    await dialog.getByText('Changed again since').waitFor();
    await dialog.getByRole('button', { name: 'Revert', exact: true }).click();
    await page.getByText('The change was reverted.').waitFor();

    expect(await admin.flags.get('reverted', 'development')).toMatchObject({ rollout_percentage: 25, description: 'second' });
  });
});
