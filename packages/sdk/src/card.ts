/** What the parts that draw share, a chunk of its own: elements, icons, one card at a time in a shadow root. */
export { cardCss } from './card-style.ts';

let shown: (() => void) | undefined;

export type Card = {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly close: () => void;
};
export type CardOptions = {
  readonly name: 'tandem-feedback' | 'tandem-message' | 'tandem-changelog';
  readonly css: string;
  readonly theme: 'light' | 'dark' | undefined;
  readonly onClose?: () => void;
};

/** Puts a card on the page; the one before it is closed. Closing gives back the focus it had taken. */
export function openCard({ name, css, theme, onClose }: CardOptions): Card {
  shown?.();
  const before = document.activeElement;
  const host = document.createElement(name);
  host.dataset['theme'] = theme ?? systemTheme();
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const onEscape = (event: KeyboardEvent) => {
    const isElsewhere = event.defaultPrevented || isTyping(document.activeElement);
    if (event.key === 'Escape' && !isElsewhere) close();
  };
  const close = () => {
    if (!host.isConnected) return;
    const focused = document.activeElement === host;
    host.remove();
    document.removeEventListener('keydown', onEscape);
    shown = undefined;
    if (focused && before instanceof HTMLElement) before.focus();
    onClose?.();
  };
  shown = close;
  host.addEventListener('keydown', (event) => {
    // The page's own shortcuts must not fire from what is typed here.
    event.stopPropagation();
    if (event.key === 'Escape') close();
  });
  document.addEventListener('keydown', onEscape);
  document.body.append(host);
  return { host, root, close };
}

export const isCardOpen = () => shown !== undefined;

/** Title and cross. */
export function cardHeader(title: string, close: () => void): HTMLElement {
  const cross = { type: 'button', class: 'x', 'aria-label': 'Close' };
  const shut = el('button', cross, icon('M18 6L6 18M6 6l12 12'));
  shut.addEventListener('click', close);
  return el('header', {}, el('h2', { id: 'title' }, title), shut);
}

export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function icon(path: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const systemTheme = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export const isTyping = (element: Element | null) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || element.matches('input, textarea, select'));
