// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Reach, ShareField } from './ShareField';

// What Mantine asks of a browser and jsdom does not have.
beforeAll(() => {
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
});
afterEach(cleanup);

let held: number;

function Share({ reach }: { reach?: Reach }) {
  const [weight, setWeight] = useState(25_000);
  held = weight;
  return <ShareField label="Share of on" weight={weight} onChange={setWeight} reach={reach} readOnly={false} />;
}

function share(reach?: Reach): HTMLInputElement {
  render(
    <MantineProvider env="test">
      <Share reach={reach} />
    </MantineProvider>,
  );
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Share of on, in percent' });
}

function type(field: HTMLInputElement, text: string) {
  fireEvent.change(field, { target: { value: text } });
}

describe('the number of a share', () => {
  it('holds at once, to three decimals', () => {
    const field = share();
    type(field, '12.345');
    expect(held).toBe(12_345);
    fireEvent.blur(field);
    expect(field.value).toBe('12.345');
  });

  it.each(['', '-5', '150', '1e3', '1.2345', 'many'])('typed as %j is an error, changes nothing, and goes when left', (text) => {
    const field = share();
    type(field, text);
    expect(held).toBe(25_000);
    expect(field.value).toBe(text);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.blur(field);
    expect(field.value).toBe('25');
    expect(field.getAttribute('aria-invalid')).not.toBe('true');
  });

  it.each([
    ['1', '15', '150'],
    ['1', '1e', '1e3'],
  ])('typed key by key leaves nothing behind of what is refused in the end', (...texts) => {
    const field = share();
    for (const text of texts) {
      type(field, text);
    }
    expect(held).toBe(25_000);
    fireEvent.blur(field);
    expect(field.value).toBe('25');
  });

  it('holds again as soon as it is mended', () => {
    const field = share();
    for (const text of ['150', '15', '15.5']) {
      type(field, text);
    }
    expect(held).toBe(15_500);
    expect(field.getAttribute('aria-invalid')).not.toBe('true');
  });

  it('says after it is left what was not taken', () => {
    const field = share();
    type(field, '150');
    fireEvent.blur(field);
    expect(screen.getByText(/“150” was not taken/)).toBeTruthy();
  });

  it('says what locked shares leave, and takes no more', () => {
    const field = share({ least: 0, most: 30_000 });
    type(field, '40');
    expect(held).toBe(25_000);
    expect(screen.getByText(/at most 30\s%/)).toBeTruthy();
  });

  it('cannot be changed where all others are locked', () => {
    const field = share({ least: 25_000, most: 25_000 });
    type(field, '10');
    expect(held).toBe(25_000);
    expect(screen.getByText(/they leave 25\s%/)).toBeTruthy();
    fireEvent.blur(field);
    expect(field.value).toBe('25');
  });
});
