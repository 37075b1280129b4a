/** localStorage that never throws: private windows and full disks must not break the shop. */

export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`niaga.${name}`);
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`niaga.${name}`);
    else localStorage.setItem(`niaga.${name}`, value);
  } catch {
    // Nothing kept here is needed for the page to work.
  }
}
