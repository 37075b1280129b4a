/** `+6281234567890` → `0812-3456-7890`, as people here write their numbers; other countries' stay as they are. */
export function localPhone(phone: string): string {
  if (!phone.startsWith('+62')) return phone;
  return `0${phone.slice(3)}`.replace(/^(.{4})(.{1,4})(.*)$/, (_, a: string, b: string, c: string) =>
    [a, b, c].filter(Boolean).join('-'),
  );
}
