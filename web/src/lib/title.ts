import { useEffect } from 'react';

/** Names the browser tab, which is also the first thing a screen reader says on a new page. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Niaga` : 'Niaga';
  }, [title]);
}
