/** What a browser calls itself, in words: enough to recognise one's own devices, not more. */

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (among: [RegExp, string][], text: string) => among.find(([sign]) => sign.test(text))?.[1];

/** `Chrome · Android`; null when it is no browser we know. */
export function deviceName(userAgent: string): string | null {
  const names = [first(BROWSERS, userAgent), first(SYSTEMS, userAgent)].filter(Boolean);
  return names.length > 0 ? names.join(' · ') : null;
}

export function isPhoneBrowser(userAgent: string): boolean {
  return /Android|iPhone|Mobile/.test(userAgent);
}
