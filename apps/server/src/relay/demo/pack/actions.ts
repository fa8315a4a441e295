/** The pod's first weekly pack, with what was decided on it. */
import { cast } from '../../../access/index.ts';
import { addAction, finishAction, makePack, type Alignment } from '../../../alignment/index.ts';
import { once, type Stage } from '../steps/actions.ts';

const actions = [
  {
    name: 'sizes',
    title: 'Ask six of those who sent two sizes back',
    owner: cast.aiko,
    due: 94,
    need: 'sizes',
  },
  {
    name: 'macro',
    title: 'Macro for "Why am I seeing this?"',
    owner: cast.omar,
    due: 91,
    need: null,
  },
] as const;

export async function packTheWeek(
  stage: Stage,
  { alignment, members }: { alignment: Pick<Alignment, 'packInput'>; members: Members },
): Promise<void> {
  const { calendar, project, id } = stage;
  const pack = id('pack');
  const input = await alignment.packInput(project, calendar.at(88, 17));
  await once(stage, { name: 'pack', who: 'tomas', at: calendar.at(88, 17) }, (writer, by) =>
    makePack(writer, by, { id: pack, input }),
  );
  const meeting = { name: 'pack decided', who: 'maya', at: calendar.at(88, 18) } as const;
  await once(stage, meeting, async (writer, by) => {
    for (const { name, title, owner, due, need } of actions) {
      const evidence = need && `/p/${project}/opportunities?open=${id(need)}`;
      const dueOn = calendar.day(due);
      const action = {
        id: id(`action ${name}`),
        pack,
        title,
        owner: owner.userId,
        dueOn,
        evidence,
      };
      await addAction(writer, { by, members }, action);
    }
  });
  const done = { name: 'pack done', who: 'omar', at: calendar.at(88, 20) } as const;
  await once(stage, done, (writer, by) =>
    finishAction(writer, by, { pack, action: id('action macro') }),
  );
}
type Members = Parameters<typeof addAction>[1]['members'];
