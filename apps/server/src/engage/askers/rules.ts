/** What has to change so that the closures of a release are those of the people who asked for it. */
import type { ClosureRow } from '../closures/rules.ts';

export type KnownAsker = {
  readonly person: string;
  readonly opportunity: string;
  readonly highlight: string;
  readonly signal: string;
  readonly from_unit: number;
  readonly to_unit: number;
  readonly mayContact: boolean;
};
export type Difference = {
  readonly fresh: readonly KnownAsker[];
  readonly suppress: readonly { row: ClosureRow; reason: 'no_consent' | 'no_longer_asked' }[];
  readonly readmit: readonly { row: ClosureRow; asker: KnownAsker }[];
  /** Another sentence of theirs is the one to quote. */
  readonly requote: readonly { row: ClosureRow; asker: KnownAsker }[];
};

/** What has to change so that the closures of a release are those of its askers. */
export function difference(rows: readonly ClosureRow[], askers: readonly KnownAsker[]): Difference {
  const key = (one: { readonly person: string; readonly opportunity: string }) =>
    `${one.opportunity} ${one.person}`;
  const asking = new Map(askers.map((asker) => [key(asker), asker]));
  const known = new Set(rows.map(key));
  const open = rows.filter(({ state }) => state === 'eligible' || state === 'queued');
  return {
    fresh: [...asking.values()].filter((asker) => !known.has(key(asker))),
    suppress: open.flatMap((row) => {
      const asker = asking.get(key(row));
      if (asker?.mayContact === true) return [];
      const reason = asker === undefined ? 'no_longer_asked' : 'no_consent';
      return [{ row, reason } as const];
    }),
    readmit: rows.flatMap((row) => {
      const asker = asking.get(key(row));
      const mayReturn = row.reason === 'no_consent' || row.reason === 'no_longer_asked';
      const returns = row.state === 'suppressed' && mayReturn && asker?.mayContact === true;
      return returns ? [{ row, asker }] : [];
    }),
    requote: open.flatMap((row) => {
      const asker = asking.get(key(row));
      return asker?.mayContact === true && asker.highlight !== row.highlight
        ? [{ row, asker }]
        : [];
    }),
  };
}
