/** What waits to be told: an entry of the changelog, written and not yet published. */
import { createEntry } from '../../../engage/index.ts';
import { once, type Stage } from '../steps/actions.ts';

export async function draftEntry(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  await once(stage, { name: 'changelog', who: 'tomas', at: calendar.at(87, 11) }, (writer, by) =>
    createEntry(writer, by, {
      id: id('entry'),
      kind: 'new',
      title: "Just show me what I'll love",
      text: 'You told us that finding something takes an evening. Your first page now shows the few things that suit you, each with a reason. Everything else stays where it was: browse whenever you like.',
      flag: id('flag'),
      holdout: 0,
    }),
  );
}
