/** Whether a browser can show the file: its name and what the system calls it say little about what is in it. */
export async function isPicture(file: File): Promise<boolean> {
  try {
    (await createImageBitmap(file, { resizeWidth: 32 })).close();
    return true;
  } catch {
    return false;
  }
}
