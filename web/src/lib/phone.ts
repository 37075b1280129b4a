/** `+6281234567890` → `0812-3456-7890`, as people here write their numbers; other countries' stay as they are. */
export function localPhone(phone: string): string {
  if (!phone.startsWith('+62')) return phone;
  return `0${phone.slice(3)}`.replace(/^(.{4})(.{1,4})(.*)$/, (_, a: string, b: string, c: string) =>
    [a, b, c].filter(Boolean).join('-'),
  );
}

/** Where a chat with that number opens, with these words to begin; null for a number that can have none. */
export function whatsApp(phone: string, words: string): string | null {
  const digits = phone.replace(/\D/g, '');
  const abroad = digits.startsWith('0') ? `62${digits.slice(1)}` : digits;
  return /^628\d{7,12}$/.test(abroad) ? `https://wa.me/${abroad}?text=${encodeURIComponent(words)}` : null;
}
