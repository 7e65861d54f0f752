import { expect, it } from 'vitest';
import { filterOf } from './filter';

it('Asks for a key alone as for a flag, as the API wants a type with it', () => {
  expect(filterOf({ key: 'kill-switch' })).toMatchObject({ entityType: 'flag', entityKey: 'kill-switch' });
  expect(filterOf({ key: 'staff', type: 'segment' })).toMatchObject({ entityType: 'segment', entityKey: 'staff' });
  expect(filterOf({}).entityType).toBeUndefined();
});
