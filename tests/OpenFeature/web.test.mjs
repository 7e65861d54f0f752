// The provider for browsers: all flags at once, evaluated by the server, kept until a context or an event says otherwise.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
import { EventSource } from 'eventsource';
import { baseUrl, deleteKey, environment, keys, newKey, setEnabled, until } from './management.mjs';

globalThis.EventSource = EventSource; // browsers have one

const ann = { targetingKey: 'ann', country: 'AT' };
let domains = 0;

/** A client as a page has it, with what the provider asked for and was told. */
async function page(secret, context = ann) {
  const domain = `web-${domains++}`;
  const statuses = [];
  const fetchImplementation = async (...request) => {
    const response = await fetch(...request);
    statuses.push(response.status);
    return response;
  };
  const provider = new OFREPWebProvider({ baseUrl, headers: [['Authorization', `Bearer ${secret}`]], fetchImplementation, cacheMode: 'disabled' });
  await OpenFeature.setContext(domain, context);
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  const changes = [];
  client.addHandler(ProviderEvents.ConfigurationChanged, (event) => changes.push(event.flagsChanged));
  return { domain, client, statuses, changes };
}

after(() => OpenFeature.close());

test('web: initialises with all types of values', async () => {
  const { client, statuses } = await page(keys.client);
  const { value, variant, reason, flagMetadata } = client.getBooleanDetails('dark-mode', false);
  assert.deepEqual({ value, variant, reason }, { value: true, variant: 'on', reason: 'STATIC' });
  assert.equal(flagMetadata.flagSetId, environment);
  assert.ok(Number.isInteger(flagMetadata.version));
  assert.equal(client.getStringValue('title', ''), 'Grüß Gott 🚀');
  assert.equal(client.getNumberValue('limit', 0), 10);
  assert.equal(client.getNumberValue('factor', 0), 1.5);
  assert.deepEqual(client.getObjectValue('theme', {}), { colors: ['red', null], depth: { size: 1.5 } });
  assert.equal(statuses[0], 200);
});

test('web: keeps defaults for flags that are missing, hidden or of another type', async () => {
  const { client } = await page(keys.client);
  assert.equal(client.getStringDetails('no-such-flag', 'mine').errorCode, 'FLAG_NOT_FOUND');
  assert.equal(client.getBooleanDetails('hidden', false).errorCode, 'FLAG_NOT_FOUND');
  assert.equal(client.getNumberDetails('title', 7).errorCode, 'TYPE_MISMATCH');
  assert.equal(client.getNumberValue('title', 7), 7);
});

test('web: a missing targeting key costs only the flags that need it', async () => {
  const { client } = await page(keys.client, {});
  assert.equal(client.getBooleanValue('dark-mode', false), true);
  assert.equal(client.getBooleanDetails('ramp', true).errorCode, 'TARGETING_KEY_MISSING');
});

test('web: evaluates anew when the context changes', async () => {
  const { domain, client } = await page(keys.client);
  assert.equal(client.getBooleanValue('in-germany', true), false);
  await OpenFeature.setContext(domain, { ...ann, country: 'DE' });
  assert.equal(client.getBooleanValue('in-germany', false), true);
});

test('web: is told that nothing has changed by 304', async () => {
  const { domain, client, statuses } = await page(keys.client);
  await OpenFeature.setContext(domain, { ...ann, irrelevant: true });
  assert.ok(statuses.length > 1);
  assert.deepEqual([statuses[0], ...new Set(statuses.slice(1))], [200, 304]);
  assert.equal(client.getBooleanValue('dark-mode', false), true);
});

test('web: hears of a flip over the event stream', async () => {
  const { client, changes, statuses } = await page(keys.client);
  const before = client.getBooleanValue('flip-for-pages', false);
  await setEnabled('flip-for-pages', !before);
  await until(() => changes.flat().includes('flip-for-pages'), 'ConfigurationChanged should name the flag');
  assert.equal(client.getBooleanValue('flip-for-pages', before), !before);
  await setEnabled('flip-for-pages', before);
  await until(() => client.getBooleanValue('flip-for-pages', !before) === before, 'the flip back should arrive');
  assert.ok(statuses.every((status) => status === 200 || status === 304));
});

test('web: a wrong key fails to initialise', async () => {
  for (const secret of ['', 'x', `ffc_${'A'.repeat(43)}`, keys.expired]) {
    await assert.rejects(page(secret), { code: 'PROVIDER_FATAL' });
  }
});

test('web: a deleted key ends the stream, and opens nothing any more', async () => {
  const { id, secret } = await newKey('client');
  const { domain, client } = await page(secret);
  const troubles = [];
  client.addHandler(ProviderEvents.Error, (event) => troubles.push(event.message));
  client.addHandler(ProviderEvents.Stale, (event) => troubles.push(event.message));
  await deleteKey(id);
  await until(() => troubles.length > 0, 'the provider should notice that its stream has ended');
  await OpenFeature.setContext(domain, { ...ann, country: 'DE' });
  await until(() => troubles.some((message) => /Unauthorized/.test(message)), 'the deleted key should be refused');
});
