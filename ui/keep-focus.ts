/**
 * What has the focus may go away under it: a question that is answered, a page that is left. The place would be lost to whoever works
 * by keyboard or by ear; so it goes to the nearest part that is still there, or to the title of the new page.
 */
export function keepFocus(): void {
  let way: Element[] = [];
  addEventListener('focusin', ({ target }) => {
    way = [];
    for (let one = target as Element | null; one; one = one.parentElement) way.push(one);
  });
  const gone = () => !!way[0] && (!way[0].isConnected || !!way[0].closest('dialog:not([open])'));
  // Whoever presses beside it wanted to leave it; what is taken away, or off while something runs, was not left.
  addEventListener('focusout', () =>
    queueMicrotask(() => {
      if (document.activeElement === document.body && !gone() && !way[0]?.matches(':disabled')) way = [];
    }),
  );
  new MutationObserver(() => {
    if (!gone() || !(document.activeElement === document.body || document.activeElement === way[0])) return;
    const part = way.find((one) => one.isConnected && one.matches('dialog[open], main section'));
    const place = part ?? document.querySelector('main h1') ?? document.querySelector('main');
    if (!(place instanceof HTMLElement)) return;
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
    place.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ['open'] });
}
