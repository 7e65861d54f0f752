import { expect, test } from 'vitest';
import { askedFor, attributesOf, newRow, parseAttributes, rowsOf } from './context';

test('makes values of the rows’ types', () => {
  const rows = [
    newRow('plan', 'text', '5'),
    newRow('age', 'number', '5'),
    newRow('beta', 'boolean', 'true'),
    newRow('tags', 'json', '["a"]'),
  ];
  expect(attributesOf(rows)).toEqual({ attributes: { plan: '5', age: 5, beta: true, tags: ['a'] }, errors: {} });
});

test('leaves out rows without a name', () => {
  expect(attributesOf([newRow('', 'number', 'x')])).toEqual({ attributes: {}, errors: {} });
});

test.each(['0x10', '', ' ', '1,5', 'Infinity', '01'])('does not take %j for a number', (text) => {
  const row = newRow('age', 'number', text);
  expect(attributesOf([row]).errors[row.id]).toBe('Not a number.');
});

test('goes from attributes to rows and back', () => {
  const attributes = { plan: 'pro', age: 5, beta: false, app: { version: '1.2' }, none: null };
  expect(attributesOf(rowsOf(attributes)).attributes).toEqual(attributes);
});

test('keeps a name that objects have by nature', () => {
  expect(Object.keys(attributesOf([newRow('__proto__', 'text', 'x')]).attributes)).toEqual(['__proto__']);
});

test('takes only objects for attributes', () => {
  expect(parseAttributes('{"a": 1}')).toEqual({ a: 1 });
  expect(parseAttributes(' ')).toEqual({});
  expect(parseAttributes('[1]')).toContain('object');
  expect(parseAttributes('{')).toBe('');
});

test('finds what rules ask about, however deep', () => {
  const when = {
    all: [
      { attribute: 'plan', operator: 'equals' as const },
      {
        none: [
          { attribute: 'app.version', operator: 'exists' as const },
          { attribute: '$now', operator: 'after' as const },
        ],
      },
      { attribute: 'other-flag', operator: 'flag_is' as const },
    ],
  };
  expect(askedFor([{ when }, { when }])).toEqual(['plan', 'app.version']);
});
