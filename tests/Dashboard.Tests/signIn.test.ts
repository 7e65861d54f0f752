import { describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe';
import { adminEmail, password } from './support/server';
import { Setting } from './support/setting';

const setting = Setting.forThisFile();

describe('Signing in', () => {
  test('leads to the page that was asked for', async () => {
    const window = await setting.open(null);
    const page = await window.goTo('/environments');
    await page.getByLabel('E-mail address').fill(adminEmail);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { level: 1, name: 'Environments' }).waitFor();
  });

  test('says what the server says of a wrong password', async () => {
    const window = await setting.open(null);
    const page = await window.goTo('/');
    await page.getByLabel('E-mail address').fill(adminEmail);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();

    expect(await page.getByRole('alert').textContent()).toMatch(/password/i);
  });

  test('is kept when the page is loaded again', async () => {
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/settings');
    await page.reload();

    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('is accessible in the %s theme', async (theme) => {
    const window = await setting.open(null, { theme });
    const page = await window.goTo('/');

    expect(await seriousFindings(page)).toEqual([]);
  });
});
