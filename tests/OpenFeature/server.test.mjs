// The provider for servers: one request per evaluation.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { baseUrl, deleteKey, environment, keys, newKey, setEnabled, until } from './management.mjs';

const ann = { targetingKey: 'ann', country: 'AT' };
let domains = 0;

async function clientWith(headers) {
  const domain = `server-${domains++}`;
  await OpenFeature.setProviderAndWait(domain, new OFREPProvider({ baseUrl, headers }));
  return OpenFeature.getClient(domain);
}

const bearer = (secret) => ({ authorization: `Bearer ${secret}` });
const server = await clientWith(bearer(keys.server));

after(() => OpenFeature.close());

test('server: reads a boolean with its details', async () => {
  const { value, variant, reason, errorCode, flagMetadata } = await server.getBooleanDetails('dark-mode', false, ann);
  assert.deepEqual({ value, variant, reason, errorCode }, { value: true, variant: 'on', reason: 'STATIC', errorCode: undefined });
  assert.equal(flagMetadata.flagSetId, environment);
  assert.ok(Number.isInteger(flagMetadata.version));
});

test('server: reads a string', async () => {
  assert.equal(await server.getStringValue('title', '', ann), 'Grüß Gott 🚀');
});

test('server: reads an integer and a decimal', async () => {
  assert.equal(await server.getNumberValue('limit', 0, ann), 10);
  assert.equal(await server.getNumberValue('factor', 0, ann), 1.5);
});

test('server: reads an object', async () => {
  assert.deepEqual(await server.getObjectValue('theme', {}, ann), { colors: ['red', null], depth: { size: 1.5 } });
});

test('server: tells why', async () => {
  assert.equal((await server.getBooleanDetails('in-germany', false, { ...ann, country: 'DE' })).reason, 'TARGETING_MATCH');
  assert.equal((await server.getBooleanDetails('in-germany', true, ann)).reason, 'DEFAULT');
  assert.equal((await server.getBooleanDetails('ramp', false, ann)).reason, 'SPLIT');
});

test('server: serves the off variant of a disabled flag', async () => {
  const { value, variant, errorCode } = await server.getStringDetails('switched-off', 'mine', ann);
  assert.deepEqual({ value, variant, errorCode }, { value: 'off value', variant: 'off', errorCode: undefined });
});

test('server: keeps the default for a flag that is not there', async () => {
  const { value, errorCode } = await server.getStringDetails('no-such-flag', 'mine', ann);
  assert.deepEqual({ value, errorCode }, { value: 'mine', errorCode: 'FLAG_NOT_FOUND' });
});

test('server: keeps the default where the targeting key is missing', async () => {
  const { value, errorCode } = await server.getBooleanDetails('ramp', true, {});
  assert.deepEqual({ value, errorCode }, { value: true, errorCode: 'TARGETING_KEY_MISSING' });
  assert.equal((await server.getBooleanDetails('dark-mode', false, {})).errorCode, undefined);
});

test('server: keeps the default where the type is another', async () => {
  const { value, errorCode } = await server.getNumberDetails('title', 7, ann);
  assert.deepEqual({ value, errorCode }, { value: 7, errorCode: 'TYPE_MISMATCH' });
});

test('server: keeps the default without a valid key', async () => {
  for (const headers of [{}, bearer(`ffs_${'A'.repeat(43)}`), bearer('x'), bearer(keys.expired)]) {
    const client = await clientWith(headers);
    const { value, reason } = await client.getBooleanDetails('dark-mode', false, ann);
    assert.deepEqual({ value, reason }, { value: false, reason: 'ERROR' });
  }
});

test('server: takes the key as X-API-Key, too', async () => {
  assert.equal(await (await clientWith({ 'x-api-key': keys.server })).getBooleanValue('dark-mode', false, ann), true);
});

test('server: does not show a client key what clients may not see', async () => {
  const client = await clientWith(bearer(keys.client));
  assert.equal(await client.getBooleanValue('dark-mode', false, ann), true);
  assert.equal((await client.getBooleanDetails('hidden', false, ann)).errorCode, 'FLAG_NOT_FOUND');
  assert.equal(await server.getBooleanValue('hidden', false, ann), true);
});

test('server: sees a flip at the next evaluation', async () => {
  for (const isEnabled of [false, true]) {
    await setEnabled('flip-for-servers', isEnabled);
    assert.equal(await server.getBooleanValue('flip-for-servers', !isEnabled, ann), isEnabled);
  }
});

test('server: a deleted key opens nothing any more', async () => {
  const { id, secret } = await newKey('server');
  const client = await clientWith(bearer(secret));
  await until(async () => (await client.getBooleanValue('dark-mode', false, ann)) === true, 'the new key should work');
  await deleteKey(id);
  await until(async () => (await client.getBooleanDetails('dark-mode', false, ann)).reason === 'ERROR', 'the deleted key should be refused');
});
