import { describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe';
import { aFlag, hostileName, hostileText } from './support/given';
import { adminEmail, type Server } from './support/server';
import { Setting } from './support/setting';

const pages = [
  '/start',
  '/flags',
  '/flags?create=1',
  '/flags?stale=true',
  '/flags/hostile?env=development',
  '/flags/hostile?env=development&tab=variants',
  '/flags/hostile?env=development&tab=settings',
  '/flags/hostile?env=development&tab=environments',
  '/flags/hostile?env=development&tab=history',
  '/flags/hostile?env=development&tab=usage',
  '/flags/used?env=development&tab=usage&range=24h',
  '/flags/hostile?env=development&tab=code',
  '/flags/no-such-flag?env=development',
  '/segments?env=development',
  '/segments/hostile?env=development',
  '/metrics?env=development',
  '/metrics?env=staging',
  '/metrics?env=development&create=1',
  '/metrics/hostile?env=development',
  '/metrics/hostile?env=development&tab=experiments',
  '/metrics/hostile?env=development&tab=history',
  '/metrics/no-such-metric?env=development',
  '/layers?env=development',
  '/layers?env=development&create=1',
  '/layers/hostile?env=development',
  '/layers/hostile?env=development&tab=details',
  '/holdouts?env=development',
  '/holdouts?env=development&create=1',
  '/holdouts/hostile?env=development',
  '/holdouts/hostile?env=development&tab=linked',
  '/audit',
  '/environments',
  '/sdk-keys?env=development',
  '/users',
  '/settings',
  '/no-such-page',
];

const setting = Setting.forThisFile({}, fillWithHostileText);

describe('Every page', () => {
  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    test.each(pages)('is accessible, and takes text from people as text: %s', async (path) => {
      const window = await setting.open(adminEmail, { theme });
      await window.goTo(path);
      const page = await window.settle();

      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    });
  });

  test.each(pages)('fits a narrow screen: %s', async (path) => {
    const window = await setting.open(adminEmail, { width: 390, height: 800 });
    await window.goTo(path);
    const page = await window.settle();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test('needs less than 300 kB of JavaScript, compressed, for the first load', async () => {
    const window = await setting.open(adminEmail);
    const network = await window.page.context().newCDPSession(window.page);
    let bytes = 0;
    await network.send('Network.enable');
    const scripts = new Set<string>();
    network.on('Network.responseReceived', (event) => event.type === 'Script' && scripts.add(event.requestId));
    network.on('Network.loadingFinished', (event) => {
      bytes += scripts.has(event.requestId) ? event.encodedDataLength : 0;
    });
    await window.goTo('/flags');
    await window.settle();

    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(300_000);
  });
});

async function fillWithHostileText(server: Server): Promise<void> {
  const admin = await server.asAdmin();
  await aFlag(server, 'plain');
  await admin.segments.create({
    key: 'hostile',
    name: hostileName,
    description: hostileText,
    environment_key: 'development',
    included: [hostileName],
  });
  await aFlag(server, 'hostile', {
    name: hostileName,
    description: hostileText,
    owner: hostileName,
    tags: ['payments', hostileName.slice(0, 40)],
    flag_type: 'multivariate',
    value_type: 'string',
    rollout_percentage: undefined,
    variants: [
      { key: 'a', value: hostileName, weight: 60_000 },
      { key: 'b', value: hostileText, weight: 40_000 },
    ],
    off_variant: 'a',
    targets: [{ variant: 'b', user_ids: [hostileName, 'alice'] }],
    prerequisites: [{ flag_key: 'plain', variants: ['on'] }],
    rules: [
      {
        name: hostileName,
        when: {
          all: [
            { attribute: hostileName, operator: 'in', values: [hostileText, 7, true] },
            {
              any: [
                { operator: 'in_segment', values: ['hostile'] },
                { attribute: 'plain', operator: 'flag_is', values: ['on'] },
              ],
            },
          ],
        },
        serve: {
          rollout: [
            { variant: 'a', weight: 12_345 },
            { variant: 'b', weight: 87_655 },
          ],
        },
      },
    ],
  });
  await admin.flags.update('hostile', 'development', { description: `${hostileText} again`, is_enabled: false });
  await fillWithExperiments(server);
  await admin.sdkKeys.create('development', { name: hostileName, kind: 'server' });
  await server.addUser('viewer', hostileName.slice(0, 60)).catch(() => server.addUser('viewer', 'Vera'));
}

/** Of each thing one with hostile names; the layer has an experiment, and the flag "used" has been evaluated. */
async function fillWithExperiments(server: Server): Promise<void> {
  const admin = await server.asAdmin();
  const common = { key: 'hostile', name: hostileName, description: hostileText, environment_key: 'development' };
  const filters = [{ attribute: hostileName, operator: 'equals' as const, values: [hostileText, 7, true] }];
  await admin.metrics.create({ ...common, kind: 'count', events: { event: hostileName, filters } });
  await admin.layers.create({ ...common, bucket_by: 'user_id' });
  await admin.holdouts.create({ ...common, percentage: 5, flags: ['hostile'] });
  await aFlag(server, 'used', { flag_type: 'boolean', rollout_percentage: undefined });
  await admin.experiments.create({
    ...common,
    flag_key: 'used',
    arms: [
      { variant: 'off', weight: 50_000 },
      { variant: 'on', weight: 50_000 },
    ],
    control: 'off',
    traffic_percentage: 30,
    layer: 'hostile',
    metrics: [{ metric: 'hostile', role: 'goal' }],
  });
  await admin.experiments.start('hostile');
  await admin.evaluate.get('used', 'development', 'alice');
}
