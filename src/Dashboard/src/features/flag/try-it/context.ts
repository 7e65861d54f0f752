import type { Condition, TargetingRule } from '@/api/generated/api';
import { formatJson, isExactNumber, isJsonNumber, parseJson } from '@/lib/json';

/** How a value is entered. json: anything else, such as lists and objects. */
export type RowType = 'text' | 'number' | 'boolean' | 'json';

export interface Row {
  /** For React; says nothing. */
  id: string;
  name: string;
  type: RowType;
  text: string;
}

/** Who asks: what is sent, or why it cannot be. */
export interface Context {
  userId: string;
  attributes: Record<string, unknown>;
}

export const rowTypes: { value: RowType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'json', label: 'JSON' },
];

/** The value that a row stands for. @throws SyntaxError with a sentence. */
function valueIn(row: Row): unknown {
  switch (row.type) {
    case 'text':
      return row.text;
    case 'boolean':
      return row.text === 'true';
    case 'number':
      if (!isJsonNumber(row.text.trim())) {
        throw new SyntaxError('Not a number.');
      }
      return parseJson(row.text);
    case 'json':
      try {
        return parseJson(row.text);
      } catch {
        throw new SyntaxError('Not JSON.');
      }
  }
}

/** Rows without a name are left out; errors are per row's id. */
export function attributesOf(rows: readonly Row[]): { attributes: Record<string, unknown>; errors: Record<string, string> } {
  const attributes: [string, unknown][] = [];
  const errors: Record<string, string> = {};
  for (const row of rows.filter((row) => row.name !== '')) {
    try {
      attributes.push([row.name, valueIn(row)]);
    } catch (fault) {
      errors[row.id] = fault instanceof Error ? fault.message : String(fault);
    }
  }
  return { attributes: Object.fromEntries(attributes), errors };
}

let made = 0;
export const newRow = (name = '', type: RowType = 'text', text = ''): Row => ({ id: `row-${made++}`, name, type, text });

export function rowsOf(attributes: Record<string, unknown>): Row[] {
  return Object.entries(attributes).map(([name, value]) => {
    if (typeof value === 'string') {
      return newRow(name, 'text', value);
    }
    const type = typeof value === 'boolean' ? 'boolean' : typeof value === 'number' || isExactNumber(value) ? 'number' : 'json';
    return newRow(name, type, formatJson(value, 0));
  });
}

/** The attributes of a JSON text; a sentence: why it has none, empty where it is no JSON, as the editor says so itself. */
export function parseAttributes(text: string): Record<string, unknown> | string {
  if (text.trim() === '') {
    return {};
  }
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value)
      ? (value as Record<string, unknown>)
      : 'Attributes are an object, such as {"plan": "pro"}.';
  } catch {
    return '';
  }
}

/** What the rules ask about, in their order. */
export function askedFor(rules: readonly Pick<TargetingRule, 'when'>[]): string[] {
  const names = new Set<string>();
  const visit = (condition: Condition) => {
    const children = condition.all ?? condition.any ?? condition.none;
    children?.forEach(visit);
    const isFlag = condition.operator === 'flag_is' || condition.operator === 'flag_is_not';
    if (condition.attribute && !isFlag && condition.attribute !== 'user_id' && !condition.attribute.startsWith('$')) {
      names.add(condition.attribute);
    }
  };
  for (const rule of rules) {
    visit(rule.when);
  }
  return [...names];
}

export function randomUserId(): string {
  return `user-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
}
