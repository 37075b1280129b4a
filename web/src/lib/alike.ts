/** The same for texts nobody could tell apart: `M` and ` m`, a full-width `Ｍ`, `é` from one sign or two. As the
 * server has it (kit/text.py): what has no look of its own does not count. */
export function alike(said: string): string {
  const plain = said.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  return folded.trim().split(/\s+/).join(' ');
}
