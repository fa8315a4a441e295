/** What clients on other people's pages ask and report, by the public key. */
import * as contract from '@tandem/contract';
import type { Answer, ProjectId } from '@tandem/contract';
import { route, type Route } from '../../platform/http.ts';
import { Problem } from '../../platform/problem.ts';
import { answer, renew, stop, tell } from '../closures/actions.ts';
import { asker, openLease, type ClosureRow, type Lease } from '../closures/rules.ts';
import { keepWords } from '../words/actions.ts';
import { ask, type Needs } from './actions.ts';
import '../tables.ts';

export function messageRoutes(needs: Needs): readonly Route[] {
  const { records, clock } = needs;
  const leaseOf = (project: ProjectId, token: string): Lease => {
    const lease = openLease(needs.secret, project, token);
    if (lease !== undefined) return lease;
    throw new Problem('invalid', 'body.token: not one that was given out here.', {
      hint: 'Send the token of the message as it came.',
    });
  };
  const by = () => ({ actor: asker, at: clock.now() });

  return [
    route(contract.askMessages, ({ project, body }) => ask(needs, project, body)),
    route(contract.reportMessage, async ({ project, body }) => {
      const lease = leaseOf(project, body.token);
      const isMine = await records.write(project, async (writer) => {
        if (body.step === 'showing') {
          const { releases } = await needs.open.of(writer, project);
          const isStillOpen = (release: string) => releases.some(({ id }) => id === release);
          return renew(writer, by(), { project, lease, isOpen: isStillOpen });
        }
        await tell(writer, by(), { project, lease });
        return true;
      });
      return { isMine };
    }),
    route(contract.answerMessage, async ({ project, body }) => {
      const lease = leaseOf(project, body.token);
      const done = await records.write(project, (writer) =>
        answer(writer, by(), { project, lease, answer: body.answer }),
      );
      if (done === undefined) return { answer: body.answer };
      if (body.words !== undefined && done.row.words === null) {
        await takeWords(needs, project, { ...done, words: body.words });
      }
      return { answer: done.stands };
    }),
    route(contract.stopMessages, async ({ project, body }) => {
      const lease = leaseOf(project, body.token);
      await records.write(project, (writer) => stop(writer, by(), { project, lease }));
      return { isStopped: true };
    }),
  ];
}

type Said = {
  readonly row: ClosureRow;
  readonly stands: Answer<typeof contract.answerMessage>['answer'];
  readonly words: string;
};

/** What they say to their answer is a signal of theirs, linked to what they had asked for. */
async function takeWords(needs: Needs, project: ProjectId, { row, stands, words }: Said) {
  const { voice, records, clock, newId } = needs;
  if (words === '') return;
  const sender = (await voice.sent(project, [row.signal])).get(row.signal);
  const [added] = await voice.add(project, [
    {
      source: 'you asked',
      sourceId: row.id,
      text: words,
      ...(sender?.distinctId && { distinctId: sender.distinctId }),
      time: clock.now().toISOString(),
      properties: { answer: stands, release: row.release },
    },
  ]);
  const id = added?.id ?? undefined;
  const signal = id === undefined ? undefined : (await voice.byIds(project, [id])).get(id);
  if (signal === undefined) return;
  const by = { actor: asker, at: clock.now() };
  await records.write(project, (writer) =>
    keepWords(writer, by, { row, says: stands, signal, newId }),
  );
}
