// What the tests change on the running server while its providers are in use. Started by ProviderTests.cs, which sets the variables.
import assert from 'node:assert/strict';

export const baseUrl = process.env.FEATUREFLAG_URL;
export const environment = process.env.FEATUREFLAG_ENVIRONMENT;
export const keys = {
  server: process.env.FEATUREFLAG_SERVER_KEY,
  client: process.env.FEATUREFLAG_CLIENT_KEY,
  expired: process.env.FEATUREFLAG_EXPIRED_KEY,
};

async function call(method, path, body) {
  const response = await fetch(baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${process.env.FEATUREFLAG_ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${method} ${path} answered ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

export const setEnabled = (flag, isEnabled) =>
  call('PUT', `/flags/${flag}?environment_key=${environment}`, { is_enabled: isEnabled });

export const newKey = (kind) => call('POST', `/environments/${environment}/sdk-keys`, { name: 'for one test', kind });

export const deleteKey = (id) => call('DELETE', `/environments/${environment}/sdk-keys/${id}`);

export async function until(condition, because) {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, because);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
