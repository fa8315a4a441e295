/** Those who sell and support are told in time: one has promised something, one has only read it. */
import type { Access } from '../../../access/index.ts';
import { acknowledgeBrief, createBrief, sendBrief } from '../../../alignment/index.ts';
import { once, type Stage, type Step } from '../steps/actions.ts';

export async function sendToTeams(
  stage: Stage,
  { access }: { readonly access: Pick<Access, 'membersOf'> },
): Promise<void> {
  const { calendar, id, project } = stage;
  const brief = id('brief');
  const known = await access.membersOf(project);
  const members = new Map(known.map(({ userId, name, role }) => [userId, { name, role }]));
  await once(stage, { name: 'brief', who: 'tomas', at: calendar.at(84) }, async (writer, by) => {
    await createBrief(writer, by, {
      id: brief,
      title: "Show me what I'll love: what to say about it",
      body: `Half of the members see a first page with what suits them; the forty who asked first have it for sure.

Say: "The few things that suit you, first. Everything else stays where it is."
Do not say: that it is on for everybody, or what it does to prices. Whoever would rather browse, browses.

Support: a macro for "Why am I seeing this?" before the next ring. Sales: no promise of a date.`,
      bet: id('bet'),
      teams: ['sales', 'support', 'pm'],
      dueOn: calendar.day(96),
    });
    await sendBrief(writer, { by, members }, { id: brief, version: 1, isMaterial: true });
  });
  const says = async (
    step: Step,
    saying: Omit<Parameters<typeof acknowledgeBrief>[2], 'id' | 'text'>,
  ) =>
    once(stage, step, (writer, by) =>
      acknowledgeBrief(writer, by, { id: brief, text: 1, ...saying }),
    );
  await says({ name: 'brief maya', who: 'maya', at: calendar.at(84, 12) }, { move: 'acknowledge' });
  await says({ name: 'brief carla', who: 'carla', at: calendar.at(85) }, { move: 'read' });
  await says({ name: 'brief omar', who: 'omar', at: calendar.at(85, 14) }, { move: 'acknowledge' });
  const commitment = 'The macro stands before the next ring begins.';
  const promised = { name: 'brief promised', who: 'omar', at: calendar.at(86) } as const;
  await says(promised, { move: 'commit', commitment });
}
