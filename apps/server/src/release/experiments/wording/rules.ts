/** Figures and names in sentences. */
import { formatDigits } from '@tandem/stats';

export const count = (n: number): string => n.toLocaleString('en-GB');
export const percent = (share: number): string => `${formatDigits(share * 100)} %`;
/** Abbreviations keep their capitals: "AOV", "NPS". */
export const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;
export const upper = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
