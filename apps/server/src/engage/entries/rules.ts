/** Who a changelog entry is for: pure decisions. */
import { createHash } from 'node:crypto';
import { refusal } from '../../platform/moves.ts';

/** Where an id lies in [0, 1) for this entry: the same for ever, and of no other entry. */
export function placeOf(entry: string, own: string): number {
  const bytes = createHash('sha256').update(`holdout\0${entry}\0${own}`).digest();
  return bytes.readUIntBE(0, 6) / 2 ** 48;
}

/**
 * Whether this person never gets it. One held-out id holds all of the person out: whoever was held
 * out before a merge stays so after it. With k ids the share of people is therefore up to
 * 1 - (1 - share)^k.
 */
export const isHeldOut = (
  { id, holdout }: { readonly id: string; readonly holdout: number },
  people: readonly string[],
): boolean => holdout > 0 && people.some((own) => placeOf(id, own) < holdout);

type Announcing = {
  readonly kind: string;
  readonly flag: string | null;
};

/** An entry that announces a release tells only those who have it, and that it is there. */
export function checkAnnounces(entry: Announcing, release: { readonly flag: string }): void {
  if (entry.kind === 'coming_soon') {
    throw refusal(
      'announcement.coming_soon',
      'This entry says that it is coming soon; a release is announced by what is there.',
      'Choose an entry that is new, improved or fixed.',
    );
  }
  if (entry.flag === release.flag) return;
  throw refusal(
    'announcement.audience',
    'This entry would also be shown to people for whom it is not on.',
    "Limit the entry to those for whom the release's flag is on: at the end that is everybody.",
  );
}

export function checkReason(reason: string | undefined): void {
  if (reason !== undefined) return;
  throw refusal(
    'changelog_entry.withdraw.reason',
    'To withdraw an entry needs a reason.',
    'Say why: people may have read it.',
  );
}
