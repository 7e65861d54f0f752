import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aFlag } from './support/given';
import { adminEmail, type Server } from './support/server';
import { Setting } from './support/setting';

type Role = 'viewer' | 'developer' | 'admin';
const roles: Role[] = ['viewer', 'developer', 'admin'];

const everybody: Role[] = roles;
const developers: Role[] = ['developer', 'admin'];
const admins: Role[] = ['admin'];

interface Action {
  name: string;
  path: string;
  control: (page: Page) => Locator;
  allowed: Role[];
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('main').getByRole('button', { name }).first();
const toggle = (name: string | RegExp) => (page: Page) => page.getByRole('main').getByRole('switch', { name }).first();

const textbox = (name: string) => (page: Page) => page.getByRole('main').getByRole('textbox', { name, exact: true });

/** The permission matrix, at the places where the dashboard offers what it allows. */
const actions: Action[] = [
  { name: 'create a flag', path: '/flags', control: button('Create flag'), allowed: developers },
  { name: 'switch a flag in development', path: '/flags', control: toggle(/^plain in Development/), allowed: developers },
  { name: 'switch a flag in production', path: '/flags', control: toggle(/^plain in Production/), allowed: admins },
  { name: 'roll out in development', path: '/flags', control: button(/^Rollout of plain in Development/), allowed: developers },
  { name: 'roll out in production', path: '/flags', control: button(/^Rollout of plain in Production/), allowed: admins },
  {
    name: 'switch on its page in development',
    path: '/flags/plain?env=development',
    control: toggle('Flag is on in Development'),
    allowed: developers,
  },
  {
    name: 'switch on its page in production',
    path: '/flags/plain?env=production',
    control: toggle('Flag is on in Production'),
    allowed: admins,
  },
  { name: 'add a rule in development', path: '/flags/plain?env=development', control: button('Add rule'), allowed: developers },
  { name: 'add a rule in production', path: '/flags/plain?env=production', control: button('Add rule'), allowed: admins },
  {
    name: 'explain a flag in production',
    path: '/flags/plain?env=production',
    control: button('Random user'),
    allowed: everybody,
  },
  {
    name: 'archive a flag in development',
    path: '/flags/plain?env=development&tab=settings',
    control: button('Archive flag'),
    allowed: developers,
  },
  {
    name: 'archive a flag in production',
    path: '/flags/plain?env=production&tab=settings',
    control: button('Archive flag'),
    allowed: admins,
  },
  {
    name: 'delete a flag in development',
    path: '/flags/plain?env=development&tab=settings',
    control: button('Delete flag'),
    allowed: admins,
  },
  {
    name: 'promote to staging',
    path: '/flags/plain?env=development&tab=environments',
    control: button('Review and promote'),
    allowed: developers,
  },
  {
    name: 'promote to production',
    path: '/flags/plain?env=staging&tab=environments',
    control: button('Review and promote'),
    allowed: admins,
  },
  {
    name: 'revert in development',
    path: '/flags/plain?env=development&tab=history',
    control: button('Revert this change'),
    allowed: developers,
  },
  {
    name: 'revert in production',
    path: '/flags/plain?env=production&tab=history',
    control: button('Revert this change'),
    allowed: admins,
  },
  {
    name: 'create a segment in development',
    path: '/segments?env=development',
    control: button('Create segment'),
    allowed: developers,
  },
  {
    name: 'create a segment in production',
    path: '/segments?env=production',
    control: button('Create segment'),
    allowed: admins,
  },
  {
    name: 'delete a segment',
    path: '/segments/staff?env=development&tab=details',
    control: button('Delete segment'),
    allowed: admins,
  },
  {
    name: 'create a metric in development',
    path: '/metrics?env=development',
    control: button('Create metric'),
    allowed: developers,
  },
  { name: 'create a metric in production', path: '/metrics?env=production', control: button('Create metric'), allowed: admins },
  { name: 'change a metric', path: '/metrics/orders?env=development', control: textbox('Name'), allowed: developers },
  { name: 'delete a metric', path: '/metrics/orders?env=development', control: button('Delete metric'), allowed: admins },
  {
    name: 'create a layer in development',
    path: '/layers?env=development',
    control: button('Create layer'),
    allowed: developers,
  },
  { name: 'create a layer in production', path: '/layers?env=production', control: button('Create layer'), allowed: admins },
  {
    name: 'change a layer',
    path: '/layers/checkout?env=development&tab=details',
    control: textbox('Name'),
    allowed: developers,
  },
  {
    name: 'delete a layer',
    path: '/layers/checkout?env=development&tab=details',
    control: button('Delete layer'),
    allowed: admins,
  },
  {
    name: 'create a holdout in development',
    path: '/holdouts?env=development',
    control: button('Create holdout'),
    allowed: developers,
  },
  {
    name: 'create a holdout in production',
    path: '/holdouts?env=production',
    control: button('Create holdout'),
    allowed: admins,
  },
  { name: 'change a holdout', path: '/holdouts/winter?env=development', control: textbox('Name'), allowed: developers },
  { name: 'delete a holdout', path: '/holdouts/winter?env=development', control: button('Delete holdout'), allowed: admins },
  {
    name: 'create an SDK key in development',
    path: '/sdk-keys?env=development',
    control: button('Create SDK key'),
    allowed: developers,
  },
  {
    name: 'create an SDK key in production',
    path: '/sdk-keys?env=production',
    control: button('Create SDK key'),
    allowed: admins,
  },
  { name: 'rotate an SDK key in production', path: '/sdk-keys?env=production', control: button(/^Rotate/), allowed: admins },
  { name: 'delete an SDK key in production', path: '/sdk-keys?env=production', control: button(/^Delete/), allowed: admins },
  {
    name: 'start an experiment in development',
    path: '/experiments/try-development',
    control: button('Review and start'),
    allowed: developers,
  },
  {
    name: 'start an experiment in production',
    path: '/experiments/try-production',
    control: button('Review and start'),
    allowed: admins,
  },
  {
    name: 'delete the draft of an experiment',
    path: '/experiments/try-development',
    control: button('Delete draft'),
    allowed: admins,
  },
  { name: 'create an environment', path: '/environments', control: button('Create environment'), allowed: admins },
  { name: 'change an environment', path: '/environments', control: button('Edit Development'), allowed: admins },
  { name: 'delete an environment', path: '/environments', control: button('Delete Development'), allowed: admins },
  { name: 'fill with examples', path: '/start', control: button('Fill with examples'), allowed: admins },
  { name: 'export the history', path: '/audit', control: button(/export/i), allowed: everybody },
];

const people: Record<Role, string> = { viewer: '', developer: '', admin: adminEmail };
const setting = Setting.forThisFile({}, prepare);

async function prepare(server: Server): Promise<void> {
  people.viewer = await server.addUser('viewer', 'Vera');
  people.developer = await server.addUser('developer', 'Dana');
  const admin = await server.asAdmin();
  for (const environment of ['development', 'staging', 'production']) {
    await aFlag(server, 'plain', { environment_key: environment });
    await admin.flags.update('plain', environment, { rollout_percentage: 30 });
    await admin.experiments.create({
      key: `try-${environment}`,
      name: `Try in ${environment}`,
      environment_key: environment,
      flag_key: 'plain',
    });
  }
  await admin.segments.create({ key: 'staff', name: 'Staff', environment_key: 'development' });
  const here = { environment_key: 'development' };
  await admin.metrics.create({ ...here, key: 'orders', name: 'Orders', kind: 'count', events: { event: 'order' } });
  await admin.layers.create({ ...here, key: 'checkout', name: 'Checkout' });
  await admin.holdouts.create({ ...here, key: 'winter', name: 'Winter', percentage: 5 });
  await admin.sdkKeys.create('production', { name: 'backend', kind: 'server' });
}

describe.each(roles)('As %s', (role) => {
  test('one is offered what one may do, and told why not the rest', async () => {
    const window = await setting.open(people[role]);
    const found: Record<string, string> = {};
    for (const { name, path, control } of actions) {
      await window.goTo(path);
      const page = await window.settle();
      found[name] = await answer(page, control(page));
    }

    expect(found).toEqual(
      Object.fromEntries(
        actions.map(({ name, allowed }) => [
          name,
          allowed.includes(role) ? 'offered' : expect.stringMatching(/admin|role|protected/i),
        ]),
      ),
    );
  });

  test('one sees the users only as an admin, else why not', async () => {
    const window = await setting.open(people[role]);
    await window.goTo('/users');
    const page = await window.settle();

    expect(await page.getByRole('main').getByRole('table').isVisible()).toBe(role === 'admin');
    if (role !== 'admin') {
      expect(await page.getByRole('main').textContent()).toMatch(/admin/i);
    }
  });
});

/** "offered", or the reason why not: in the control's name, in what it shows when it is reached by keyboard, or at the top of the page. */
async function answer(page: Page, control: Locator): Promise<string> {
  await control.waitFor();
  if (await control.isEnabled()) {
    return 'offered';
  }

  const name = (await control.getAttribute('aria-label')) ?? '';
  if (/admin|role|protected/i.test(name)) {
    return name;
  }

  const takesFocus = await control.evaluate((element) => !(element as HTMLButtonElement).disabled);
  const said = takesFocus
    ? page.getByRole('tooltip')
    : page.getByRole('alert').filter({ hasText: 'You can look but not change' });
  if (takesFocus) {
    await control.focus();
  }
  await said.first().waitFor();
  return (await said.first().textContent()) ?? '';
}
