/** The zones of the country, by the names people know them by. */
export const ZONES = [
  { value: 'Asia/Jakarta', label: 'WIB · Jakarta, Jawa, Sumatra' },
  { value: 'Asia/Pontianak', label: 'WIB · Pontianak, Kalimantan Barat dan Tengah' },
  { value: 'Asia/Makassar', label: 'WITA · Makassar, Bali, Nusa Tenggara, Sulawesi' },
  { value: 'Asia/Jayapura', label: 'WIT · Jayapura, Papua, Maluku' },
];

/** What a form has as text, and the wire as null when there is none. */
export function orNull(text: string): string | null {
  return text.trim() || null;
}
