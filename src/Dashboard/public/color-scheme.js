// Before the first paint, and a file of its own: the Content-Security-Policy allows no inline script.
(() => {
  let kept = 'auto';
  try {
    kept = localStorage.getItem('featureflag.color-scheme') ?? 'auto';
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
