/** What the server has against fields, by their places in the request, such as "rules[0].when.all[1].operator". */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

function sentence(messages: readonly string[]): string {
  return messages.map((message) => message.charAt(0).toUpperCase() + message.slice(1)).join(' ');
}

/** What is said of this very place. */
export function errorAt(errors: FieldErrors, path: string): string | undefined {
  const messages = errors[path];
  return messages === undefined || messages.length === 0 ? undefined : sentence(messages);
}

function isAtOrBelow(place: string, path: string): boolean {
  return place === path || place.startsWith(`${path}.`) || place.startsWith(`${path}[`);
}

export function hasErrorBelow(errors: FieldErrors, path: string): boolean {
  return Object.keys(errors).some((place) => isAtOrBelow(place, path));
}

/** What is said of a list and of its items, for where they are shown as one: "Item 3: Must be a text." */
export function errorOfList(errors: FieldErrors, path: string): string | undefined {
  const said = Object.entries(errors)
    .filter(([place]) => isAtOrBelow(place, path))
    .map(([place, messages]) => {
      const index = place.slice(path.length).match(/^\[(\d+)\]/)?.[1];
      return index === undefined ? sentence(messages) : `Item ${Number(index) + 1}: ${sentence(messages)}`;
    });
  return said.length === 0 ? undefined : said.join(' ');
}
