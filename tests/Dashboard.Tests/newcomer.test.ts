import { describe, expect, test } from 'vitest';
import { adminEmail, password } from './support/server';
import { Setting } from './support/setting';

const setting = Setting.forThisFile();

describe('A newcomer', () => {
  test('gets from the first sign-in to an evaluated flag, and flips it', async () => {
    const window = await setting.open(null);
    const page = await window.goTo('/');
    await page.getByLabel('E-mail address').fill(adminEmail);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('heading', { level: 1, name: 'Getting started' }).waitFor();
    await page.getByLabel('Key of the flag').fill('hello-world');
    await page.getByRole('button', { name: 'Create flag' }).click();
    await page.getByText('1 of 3 steps done').waitFor();

    // The command to copy is true.
    const command = (await page.getByLabel('command').first().textContent()) ?? '';
    const answer = await (await fetch(command.match(/http[^' ]+/)?.[0] ?? '')).json();
    expect(answer).toMatchObject({ flag_key: 'hello-world', variant: 'on' });
    await page.getByRole('button', { name: 'Run it here' }).click();
    await page.getByText('2 of 3 steps done').waitFor();
    expect(await page.getByRole('status').filter({ hasText: '"flag_key"' }).first().textContent()).toContain('"enabled": true');

    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByText('All three steps done').waitFor();
  });

  test('can fill the installation with examples, and sign in as one of their people', async () => {
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/start');
    await page.getByRole('button', { name: 'Fill with examples' }).click();
    await page.getByText('dana@example.com').waitFor({ timeout: 120_000 }); // visitors are simulated

    const row = page.getByRole('row').filter({ hasText: 'dana@example.com' });
    const secret = (await row.getByRole('cell').nth(2).textContent()) ?? '';
    const signedIn = await setting.server.as(null).auth.login({ email: 'dana@example.com', password: secret });
    expect(signedIn.user.role).toBe('developer');
  }, 150_000);
});
