// Only while developing; the build has src/early do it. Runs before the first paint, so that the wrong colours do not flash while the application loads.
// A file of its own because the server's content security policy allows no inline scripts.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('niaga.colours') || 'auto';
  } catch {
    // Storage may be switched off; the device's preference is then the answer.
  }
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = chosen === 'dark' || (chosen === 'auto' && prefersDark);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
