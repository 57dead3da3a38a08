/** Paper is light: while the browser prints, the dark theme is set aside, so that marks and charts keep their contrast. */
export function keepPaperLight(): void {
  let theme: string | undefined;
  addEventListener('beforeprint', () => {
    theme = document.documentElement.dataset.theme;
    delete document.documentElement.dataset.theme;
  });
  addEventListener('afterprint', () => {
    if (theme) document.documentElement.dataset.theme = theme;
  });
}
