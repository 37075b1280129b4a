/** Breaks at no hyphen while it fits into a line. For what is looked at, not for what is copied. */
export function unbroken(text: string): string {
  return text.replaceAll('-', '\u2060-\u2060');
}

const MEASURE =
  /(\d) (?=(?:W|V|A|mAh|Ah|GB|TB|MB|ml|l|L|g|kg|mg|cm|mm|m|inci|inch|menit|minutes?|pcs|Hz|GHz|MP)\b)/g;

/** Numbers stay with their units: "Charger GaN 65 W" breaks nowhere before its W. */
export function joined(name: string): string {
  return name.replace(MEASURE, '$1\u00a0');
}
