import { fieldName } from './fieldWords';

/** Where in a request something is wrong: "draft.rules[0].when.all[1].operator" is "Targeting rules 1 › Condition › All 2 › Operator". */
export function placeInWords(path: string): string {
  return path
    .replace(/^draft\./, '')
    .split('.')
    .map((step) => {
      const [, name, at] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step) ?? [undefined, step, undefined];
      return at === undefined ? fieldName(name ?? step) : `${fieldName(name ?? step)} ${Number(at) + 1}`;
    })
    .join(' › ');
}
