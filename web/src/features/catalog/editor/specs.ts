/** Specifications as a form has them: rows with a kind; on the wire the kind is the value's own. */
import type { Spec } from '@/api/catalogTypes';

export const SPEC_KINDS = ['text', 'number', 'measure', 'yesno'] as const;
export type SpecKind = (typeof SPEC_KINDS)[number];

export interface SpecRow {
  key: string;
  name: string;
  kind: SpecKind;
  text: string;
  number: number | null;
  unit: string;
  yes: boolean;
}

export const MAX_SPECS = 40;

export function blankSpec(): SpecRow {
  const key = crypto.getRandomValues(new Uint32Array(2)).join('-');
  return { key, name: '', kind: 'text', text: '', number: null, unit: '', yes: true };
}

export function rowsFrom(specs: Record<string, Spec>): SpecRow[] {
  return Object.entries(specs).map(([name, value]) => {
    const row = { ...blankSpec(), name };
    if (typeof value === 'boolean') return { ...row, kind: 'yesno', yes: value };
    if (typeof value === 'number') return { ...row, kind: 'number', number: value };
    if (typeof value === 'string') return { ...row, text: value };
    return { ...row, kind: 'measure', number: value.value, unit: value.unit };
  });
}

/** Rows without a name or a value are not meant. */
export function specsFrom(rows: SpecRow[]): Record<string, Spec> {
  const named = rows.flatMap((row) => {
    const value = specOf(row);
    return row.name.trim() && value !== null ? [[row.name.trim(), value] as const] : [];
  });
  return Object.fromEntries(named);
}

function specOf({ kind, text, number, unit, yes }: SpecRow): Spec | null {
  if (kind === 'yesno') return yes;
  if (kind === 'text') return text.trim() || null;
  if (number === null) return null;
  return kind === 'measure' && unit.trim() ? { value: number, unit: unit.trim() } : number;
}
