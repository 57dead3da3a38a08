import sprite from './icons.svg?raw';

const holder = 'icon-sprite';

/** Puts the symbols into the page once. Their ids get a prefix, so that no id of a page can meet them. */
export function ensureSprite(): void {
  if (typeof document === 'undefined' || document.getElementById(holder)) return;
  const box = document.createElement('div');
  box.id = holder;
  box.setAttribute('aria-hidden', 'true');
  box.style.display = 'none';
  box.innerHTML = sprite.replaceAll(' id="', ' id="i-');
  document.body.prepend(box);
}
