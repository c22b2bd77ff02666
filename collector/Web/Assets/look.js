// Before anything is painted: the look that was chosen, or the one that the machine has.
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const look = root.dataset.look;
    root.dataset.bsTheme = look === 'wall' || look === 'dark' || (look !== 'light' && dark.matches) ? 'dark' : 'light';
  };
  apply();
  dark.addEventListener('change', apply);
})();
