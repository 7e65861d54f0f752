import { jsonLanguage } from '@codemirror/lang-json';
import { parseJson } from '@/lib/json';

/** The first place where a text stops being JSON. */
export interface JsonMistake {
  /** Such as "Line 3, column 5: this is not JSON here." */
  message: string;
  from: number;
  to: number;
}

/** null: it is JSON. */
export function jsonMistake(text: string): JsonMistake | null {
  try {
    parseJson(text);
    return null;
  } catch (fault) {
    const from = Math.min(firstError(text) ?? positionIn(String(fault)) ?? 0, text.length);
    const before = text.slice(0, from).split('\n');
    const place = `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    return { message: `${place}: ${reason(text, from)}`, from, to: Math.min(from + 1, text.length) };
  }
}

/** Browsers word their own messages differently, and not all of them say where. */
function firstError(text: string): number | null {
  let found: number | null = null;
  jsonLanguage.parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError && found === null) {
        found = node.from;
      }
    },
  });
  return found;
}

function positionIn(message: string): number | null {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? null : Number(position);
}

function reason(text: string, from: number): string {
  const rest = text.slice(from).trimStart();
  const found = [...rest][0];
  if (text.trim() === '') {
    return 'a value is expected, such as "text", 12, true or { }.';
  }
  return found === undefined ? 'the text ends too early.' : `${found} is not expected here.`;
}
