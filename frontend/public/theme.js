// The theme that the reader has chosen, before anything is drawn; again when they choose another. Without a choice the
// device decides.
(() => {
  const BARS = { light: '#ffffff', dark: '#1a2324' };
  const DEVICE = ['light', 'dark'];
  const apply = () => {
    const chosen = /(?:^|; )medcard-theme=(light|dark)(?:;|$)/.exec(document.cookie)?.[1];
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    document.querySelectorAll('meta[name="theme-color"]').forEach((bar, index) => {
      bar.content = BARS[chosen ?? DEVICE[index]];
    });
  };
  apply();
  document.addEventListener('medcard-theme', apply);
})();
