// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { noteUnsaved } from '@/lib/unsaved';
import { session, useSession } from './session';

const signOutElsewhere = () =>
  act(() => window.dispatchEvent(new StorageEvent('storage', { key: 'featureflag.token', newValue: '' })));

describe('Signing out in another tab', () => {
  beforeEach(() => {
    session.end();
    session.start('e30.e30.x');
  });

  it('signs this one out too', () => {
    const { result } = renderHook(useSession);
    signOutElsewhere();
    expect(result.current.kind).toBe('out');
  });

  it('keeps the page where something is unsaved, and asks to sign in again', () => {
    const takeBack = noteUnsaved('this flag');
    const { result } = renderHook(useSession);
    signOutElsewhere();
    takeBack();
    expect(result.current.kind).toBe('expired');
    expect(session.token()).toBeNull();
  });
});
