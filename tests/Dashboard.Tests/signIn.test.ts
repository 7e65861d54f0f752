import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe';
import { startBrowser, Window } from './support/browser';
import { adminEmail, password, Server } from './support/server';

describe('Signing in', () => {
  let server: Server;
  let browser: Browser;
  let window: Window;

  beforeAll(async () => {
    [server, browser] = await Promise.all([Server.start(), startBrowser()]);
  });
  afterEach(async () => {
    const faults = window.faults;
    await window.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });

  test('leads to the page that was asked for', async () => {
    window = await Window.open(browser, server, null);
    const page = await window.goTo('/environments');
    await page.getByLabel('E-mail address').fill(adminEmail);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { level: 1, name: 'Environments' }).waitFor();
  });

  test('says what the server says of a wrong password', async () => {
    window = await Window.open(browser, server, null);
    const page = await window.goTo('/');
    await page.getByLabel('E-mail address').fill(adminEmail);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();

    expect(await page.getByRole('alert').textContent()).toMatch(/password/i);
  });

  test('is kept when the page is loaded again', async () => {
    window = await Window.open(browser, server, adminEmail);
    const page = await window.goTo('/settings');
    await page.reload();

    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('is accessible in the %s theme', async (theme) => {
    window = await Window.open(browser, server, null, { theme });
    const page = await window.goTo('/');

    expect(await seriousFindings(page)).toEqual([]);
  });
});
