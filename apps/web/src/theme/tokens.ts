/** One hue per meaning, as [light, dark]. They become `--td-*` variables; nothing else names a colour. */
const pairs = {
  canvas: ['#f6f8f8', '#0d1214'],
  surface: ['#ffffff', '#151b1e'],
  sunken: ['#f2f5f6', '#101618'],
  hover: ['#eef2f3', '#1d2427'],
  line: ['#e3e8ea', '#252d30'],
  'line-strong': ['#d0d6d9', '#364044'],
  control: ['#848e92', '#6d777b'],
  ink: ['#181f22', '#eaedef'],
  'ink-2': ['#465054', '#bcc4c7'],
  'ink-3': ['#5f6a6e', '#98a2a6'],
  accent: ['#00737d', '#5dc1cc'],
  'accent-hover': ['#005b63', '#8cd8e0'],
  'accent-soft': ['#e6f5f7', '#0f2c30'],
  'accent-line': ['#b5e0e6', '#1e4a50'],
  'accent-ink': ['#005b63', '#8cd8e0'],
  'on-accent': ['#ffffff', '#06282c'],
  product: ['#2162be', '#7cb1ff'],
  'product-soft': ['#edf3ff', '#14243c'],
  'product-ink': ['#124c9c', '#a8cbff'],
  market: ['#b34d0a', '#fb8e5b'],
  'market-soft': ['#fff1e9', '#331d12'],
  'market-ink': ['#843300', '#ffb594'],
  support: ['#007948', '#66c790'],
  'support-soft': ['#e9f8ef', '#10291c'],
  'support-ink': ['#006038', '#92dcb0'],
  counter: ['#ab2674', '#fd7dbf'],
  'counter-soft': ['#ffeef6', '#361527'],
  'counter-ink': ['#8b155c', '#ffacd3'],
  warn: ['#a96d00', '#e1a14c'],
  'warn-soft': ['#fff4e2', '#2e2111'],
  'warn-ink': ['#6e4600', '#f2be7e'],
  danger: ['#ba1a25', '#ff877f'],
  'danger-soft': ['#fff0ee', '#381816'],
  'danger-ink': ['#980417', '#ffb2ab'],
  'obs-ink': ['#6e4600', '#f2be7e'],
  'obs-line': ['#a96d00', '#a8783a'],
  'rand-bg': ['#005b63', '#8cd8e0'],
  'rand-ink': ['#ffffff', '#06282c'],
  'quasi-bg': ['#edebff', '#272342'],
  'quasi-ink': ['#513f90', '#c7c0ff'],
  'quasi-line': ['#c7c0ff', '#4b4380'],
  fill: ['#00737d', '#34919c'],
  mark: ['#ffe9a3', '#5a4708'],
  'mark-ink': ['#181f22', '#fff3cf'],
  'mark-line': ['#d9a400', '#d9a400'],
  c1: ['#00737d', '#5dc1cc'],
  c2: ['#c2551a', '#f0935a'],
  c3: ['#7985e3', '#717df7'],
  c4: ['#6e0237', '#b76973'],
  c5: ['#58a175', '#bfd7ae'],
  c6: ['#011e8c', '#67648a'],
  c7: ['#794d4a', '#007e49'],
  c8: ['#413007', '#fbd509'],
  'shadow-1': ['0 1px 2px rgb(16 28 33 / 5%)', 'none'],
  'shadow-2': [
    '0 4px 16px -2px rgb(16 28 33 / 10%), 0 1px 3px rgb(16 28 33 / 6%)',
    '0 0 0 1px #2b3437, 0 8px 24px rgb(0 0 0 / 50%)',
  ],
  'shadow-3': [
    '0 18px 48px -8px rgb(16 28 33 / 22%), 0 4px 12px rgb(16 28 33 / 8%)',
    '0 0 0 1px #2f393c, 0 24px 60px rgb(0 0 0 / 65%)',
  ],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Token = keyof typeof pairs;

/** The variables of one colour scheme. */
export function variablesOf(scheme: 'light' | 'dark'): Record<`--${string}`, string> {
  const index = scheme === 'light' ? 0 : 1;
  return Object.fromEntries(
    Object.entries(pairs).map(([name, pair]) => [`--td-${name}`, pair[index]]),
  );
}

/** Colours by value, for pictures drawn outside of CSS. */
export function colorOf(token: Token, scheme: 'light' | 'dark'): string {
  return pairs[token][scheme === 'light' ? 0 : 1];
}
