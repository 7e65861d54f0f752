import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aFlag } from './support/given';
import { adminEmail, password } from './support/server';
import { Setting } from './support/setting';

const setting = Setting.forThisFile();

async function startEditing(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Description' }).fill('half done');
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
}

async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review & save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save to Development' }).click();
  await page.getByText('Saved to Development.').waitFor();
}

describe('Somebody in the middle of a change', () => {
  test('goes on where they were after signing in anew', async () => {
    const email = await setting.server.addUser('developer', 'Dana');
    await aFlag(setting.server, 'interrupted');
    const window = await setting.open(email);
    const page = await window.goTo('/flags/interrupted?env=development&tab=settings');
    await startEditing(page);
    // Elsewhere the password is changed, which ends all other sessions.
    const changed = 'another horse battery 9';
    await setting.server
      .as(await setting.server.signIn(email))
      .auth.changePassword({ current_password: password, new_password: changed });

    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor({ timeout: 30_000 });
    const address = dialog.getByLabel('E-mail address');
    if (await address.isEditable()) {
      await address.fill(email);
    }
    await dialog.getByLabel('Password', { exact: true }).fill(changed);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await finish(page);

    expect((await (await setting.server.asAdmin()).flags.get('interrupted', 'development')).description).toBe('half done');
  });

  test('keeps it while the server is away, and saves when it is back', async () => {
    await aFlag(setting.server, 'patient');
    const window = await setting.open(adminEmail);
    const page = await window.goTo('/flags/patient?env=development&tab=settings');
    await startEditing(page);
    await setting.server.stop();
    await page.getByText('The server cannot be reached').first().waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Review & save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save to Development' }).click();
    await page.getByRole('dialog').getByText('Nothing is lost here', { exact: false }).waitFor();

    setting.replaceServer(await setting.server.restart());
    await page.getByText('What you see may be old', { exact: false }).waitFor({ state: 'hidden', timeout: 30_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Save to Development' }).click();
    await page.getByText('Saved to Development.').waitFor();

    expect((await (await setting.server.asAdmin()).flags.get('patient', 'development')).description).toBe('half done');
  });
});
