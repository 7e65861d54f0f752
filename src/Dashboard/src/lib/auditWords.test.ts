import { expect, test } from 'vitest';
import { actionInWords } from './auditWords';

test('says what a single switch amounts to', () => {
  expect(actionInWords({ action: 'update', changes: { is_enabled: { old: true, new: false } } })).toBe('turned off');
  expect(actionInWords({ action: 'update', changes: { is_archived: { old: false, new: true } } })).toBe('archived');
});

test('says that it was changed when more than the switch was', () => {
  const changes = { is_enabled: { old: true, new: false }, name: { old: 'a', new: 'b' } };
  expect(actionInWords({ action: 'update', changes })).toBe('changed');
});

test('does not take a creation for a switch', () => {
  expect(actionInWords({ action: 'create', changes: { is_enabled: { old: null, new: true } } })).toBe('created');
});
