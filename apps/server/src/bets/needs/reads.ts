import type { Addressing } from '@tandem/contract';
import { readOpportunity } from '../../discovery/index.ts';
import type { Reader } from '../../platform/records.ts';
import { readReleases } from '../../release/index.ts';
import { readBets } from '../reads.ts';
import { addressingChecks } from './rules.ts';

/** The bet that has the need, what carries it, and what is missing until it is addressed. */
export async function readAddressing(reader: Reader, id: string): Promise<Addressing> {
  const { state } = await readOpportunity(reader, id);
  const all = await readBets(reader, { opportunity: id });
  const bet = all.find(({ holdsOpportunity }) => holdsOpportunity) ?? null;
  const releases = bet === null ? [] : (await readReleases(reader)).filter(carrying(bet.id));
  return {
    opportunity: id,
    state,
    bet: bet && { id: bet.id, number: bet.number, title: bet.title, state: bet.state },
    releases: releases.map((one) => ({ id: one.id, name: one.name, state: one.state })),
    checks: addressingChecks(bet, releases),
  };
}

const carrying =
  (bet: string) =>
  (release: { readonly bet: string | null }): boolean =>
    release.bet === bet;
