// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isTyping, matchShortcut, shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  it('are found by one key', () => expect(matchShortcut(['c'])).toMatchObject({ action: { do: 'create' } }));
  it('wait for a second key', () => expect(matchShortcut(['g'])).toBe('more'));
  it('are found by two keys', () => expect(matchShortcut(['g', 'f'])).toMatchObject({ action: { do: 'go', to: '/flags' } }));
  it.each([[['x']], [['g', 'z']], [['c', 'f']], [['G']]])('know nothing of %j', (keys) => expect(matchShortcut(keys)).toBeNull());

  it('do not hide one another', () => {
    for (const shortcut of shortcuts) {
      expect(matchShortcut(shortcut.keys)).toBe(shortcut);
    }
  });
});

describe('Somebody is typing', () => {
  const at = (html: string) => {
    document.body.innerHTML = html;
    return isTyping(document.body.querySelector('.here'));
  };

  it.each([
    '<input class="here">',
    '<input type="search" class="here">',
    '<textarea class="here"></textarea>',
    '<select class="here"></select>',
    '<div contenteditable="true"><p class="here"></p></div>',
    '<div role="textbox" class="here"></div>',
  ])('in %s', (html) => expect(at(html)).toBe(true));

  it.each([
    '<input type="checkbox" class="here">',
    '<button class="here"></button>',
    '<div contenteditable="false"><p class="here"></p></div>',
  ])('not in %s', (html) => expect(at(html)).toBe(false));
});
