import { useEffect, useState } from 'react';
import { copyText } from '@/lib/copyText';
import { sayError } from './toasts';

/** Whether something was just copied, and how to. */
export function useCopy(): [isCopied: boolean, copy: (text: string) => Promise<void>] {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count > 0) {
      const timer = setTimeout(() => setCount(0), 2_000);
      return () => clearTimeout(timer);
    }
  }, [count]);

  const copy = async (text: string) => {
    if (await copyText(text)) {
      setCount((now) => now + 1);
    } else {
      sayError('The browser does not let this page copy. Select the text and copy it yourself.');
    }
  };
  return [count > 0, copy];
}
