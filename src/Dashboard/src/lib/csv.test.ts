import { expect, test } from 'vitest';
import { toCsv } from './csv';

test('quotes what would end a cell', () => {
  expect(toCsv([['a,b', 'say "hi"', 'two\nlines', 'plain']])).toBe('"a,b","say ""hi""","two\nlines",plain\r\n');
});

test.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx', '\r=1'])('makes the formula %j a text', (formula) => {
  expect(toCsv([[formula]])).toContain("'");
});

test('leaves negative numbers alone', () => {
  expect(toCsv([['-5', '-0.25']])).toBe('-5,-0.25\r\n');
});
