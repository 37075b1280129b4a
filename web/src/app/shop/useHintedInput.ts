import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { HintedInput } from '@/app/shop/HintedInput';

type Hinted = typeof HintedInput;

/**
 * The field with hints, once it has come: it weighs as much as a page, and nobody waits for it. It never takes the
 * place of a field that somebody is typing in: call `take` when they have left.
 */
export function useHintedInput(input: RefObject<HTMLInputElement | null>) {
  const arrived = useRef<Hinted | null>(null);
  const [hinted, setHinted] = useState<Hinted | null>(null);
  const take = useCallback(() => {
    if (document.activeElement !== input.current) setHinted(() => arrived.current);
  }, [input]);
  useEffect(() => {
    import('@/app/shop/HintedInput').then(
      (module) => {
        arrived.current = module.HintedInput;
        take();
      },
      () => undefined, // without a connection one searches without hints
    );
  }, [take]);
  return { hinted, take };
}
