import { useLocalStorage } from '@mantine/hooks';
import { useCallback, useState } from 'react';

export const PAPERS = ['58', '80', 'a4'] as const;
export type Paper = (typeof PAPERS)[number];

export const SHEETS = ['receipt', 'kitchen'] as const;
export type Sheet = (typeof SHEETS)[number];

const MM_PER_PX = 25.4 / 96;
/** What a printer's knife needs under the last line. */
const TAIL_MM = 6;

/** What was printed last on this device is printed again: a till has one printer. */
export function usePaper() {
  const [paper, setPaper] = useLocalStorage<Paper>({
    key: 'niaga.print_paper',
    defaultValue: '58',
    getInitialValueInEffect: false,
  });
  const [sheet, setSheet] = useLocalStorage<Sheet>({
    key: 'niaga.print_sheet',
    defaultValue: 'receipt',
    getInitialValueInEffect: false,
  });
  return { paper, setPaper, sheet, setSheet };
}

/** An element's height in pixels, measured before it is first painted: a sheet printed at once must not be cut up. */
export function useHeight() {
  const [height, setHeight] = useState(0);
  const ref = useCallback((element: HTMLElement) => {
    const measure = () => setHeight(element.getBoundingClientRect().height);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element, { box: 'border-box' });
    return () => observer.disconnect();
  }, []);
  return { ref, height };
}

/** A roll has no pages: it is as long as what stands on it, which no length of CSS says by itself. */
export function pageRule(paper: Paper, heightPx: number): string {
  if (paper === 'a4') return '@page { size: A4; margin: 15mm; }';
  return `@page { size: ${paper}mm ${Math.ceil(heightPx * MM_PER_PX) + TAIL_MM}mm; margin: 0; }`;
}
