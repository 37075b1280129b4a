import { useEffect } from 'react';

let title: string | undefined;
let waiting = 0;

function show(): void {
  const count = waiting > 0 ? `(${waiting}) ` : '';
  document.title = title ? `${count}${title} · Niaga` : `${count}Niaga`;
}

/** Names the browser tab, which is also the first thing a screen reader says on a new page. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    title = name;
    show();
  }, [name]);
}

/** How much waits, before the tab's name: `(2) Pesanan · Niaga` is seen from another tab. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting = count;
    show();
    return () => {
      waiting = 0;
      show();
    };
  }, [count]);
}
