// Texts from people and from addresses as literals of other languages: nothing in them may end the literal.

/**
 * Between double quotes, as JavaScript, Python, Go, Java and C# all read it: JSON's escapes are among theirs. "$" and "{" mean
 * nothing there.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u007f', '\\u007f');
}
