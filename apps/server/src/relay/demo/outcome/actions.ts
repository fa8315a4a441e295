/** What the pod is for: one figure, agreed by both sides and measured since the launch. */
import type { Metrics } from '../../../metrics/index.ts';
import { createOutcome, moveOutcome, readOutcome, signOutcome } from '../../../outcomes/index.ts';
import { cast } from '../../../access/index.ts';
import { createPod, takeSeat, updatePod } from '../../../pods/index.ts';
import { once, type Stage } from '../steps/actions.ts';

export async function seatPod(stage: Stage): Promise<void> {
  const { calendar, id } = stage;
  const members = new Map(Object.values(cast).map(({ userId, ...rest }) => [userId, rest]));
  await once(stage, { name: 'pod', who: 'maya', at: calendar.at(1) }, async (writer, by) => {
    const pod = id('pod');
    await createPod(writer, by, { id: pod, name: 'Find and Choose' });
    const { maya, tomas, jonas, aiko, samir } = cast;
    for (const { userId: user, role } of [maya, tomas, jonas, aiko, samir]) {
      const side = role === 'analyst' ? { side: 'product' as const } : {};
      const from = calendar.day(1);
      await takeSeat(writer, by, members, { pod, user, from, share: 0.8, ...side });
    }
    await updatePod(writer, by, { id: pod, version: 1, leader: cast.maya.userId });
  });
}

/** Says what the goal is; signed by both, measured from the launch on. */
export async function agreeOnOutcome(
  stage: Stage,
  metrics: Pick<Metrics, 'estimate'>,
): Promise<void> {
  const { calendar, id, project } = stage;
  const metric = { id: id('metric'), version: 1 };
  const asked = { from: calendar.day(0), to: calendar.day(22) };
  const { value } = await metrics.estimate(project, { metric, ...asked });
  const outcome = id('outcome');
  await once(stage, { name: 'outcome', who: 'tomas', at: calendar.at(23) }, async (writer, by) => {
    await createOutcome(writer, by, {
      id: outcome,
      sentence: 'increase average order value (AOV) by 10% within 3 months of launch',
      pod: id('pod'),
      metric,
      baseline: value === null ? null : Math.round(value * 100) / 100,
    });
    const startsOn = calendar.day(calendar.launch);
    await moveOutcome(writer, by, { id: outcome, version: 1, move: 'propose', startsOn });
    await signOutcome(writer, by, { id: outcome, version: 2 });
  });
  await once(stage, { name: 'agreed', who: 'maya', at: calendar.at(24) }, async (writer, by) => {
    const { version } = await readOutcome(writer, outcome);
    await signOutcome(writer, by, { id: outcome, version });
  });
  const measured = calendar.at(calendar.launch, 8);
  await once(stage, { name: 'measuring', who: 'samir', at: measured }, async (writer, by) => {
    const { version } = await readOutcome(writer, outcome);
    const startsOn = calendar.day(calendar.launch);
    await moveOutcome(writer, by, { id: outcome, version, move: 'measure', startsOn });
  });
}
