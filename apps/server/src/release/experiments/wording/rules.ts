/** Figures in sentences. */

export const count = (n: number): string => n.toLocaleString('en-GB');
export const digits = (value: number): string => String(Number(value.toPrecision(3)));
export const percent = (share: number): string => `${digits(share * 100)} %`;
export const signed = (value: number, write: (value: number) => string): string =>
  `${value < 0 ? '−' : '+'}${write(Math.abs(value))}`;
/** Abbreviations keep their capitals: "AOV", "NPS". */
export const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;
export const upper = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
