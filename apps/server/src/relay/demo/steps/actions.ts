/**
 * One step of the demo: a change of records in the name of one of its people, at a time of its own.
 * A step leaves a note in its own transaction, so that filling again passes over what was done.
 */
import type { ProjectId } from '@tandem/contract';
import type { cast } from '../../../access/index.ts';
import { cast as people } from '../../../access/index.ts';
import { historyOf, note, type By } from '../../../platform/history.ts';
import type { RecordsDoor, Writer } from '../../../platform/records.ts';
import { demoId, type DemoCalendar } from '../rules.ts';

/** Where and when the demo is made. */
export type Stage = {
  readonly project: ProjectId;
  readonly records: RecordsDoor;
  readonly calendar: DemoCalendar;
  readonly id: (name: string) => string;
  /** Throws where the server stops: the next start goes on from here. */
  readonly goOn: () => void;
};

export type Step = {
  /** Unlike those of all other steps. */
  readonly name: string;
  readonly who: keyof typeof cast;
  readonly at: Date;
};

export async function once(
  { project, records, id, goOn }: Stage,
  { name, who, at }: Step,
  act: (writer: Writer, by: By) => Promise<unknown>,
): Promise<void> {
  goOn();
  const record = id(`step ${name}`);
  const { userId, name: called, role } = people[who];
  const by: By = { actor: { id: userId, name: called, kind: 'user', role }, at };
  await records.write(project, async (writer) => {
    if ((await historyOf(writer, record)).length > 0) return;
    await note(writer, by, { object: 'demo', record, move: name });
    await act(writer, by);
  });
}

export const stageOf = ({ project, records, calendar, goOn }: Omit<Stage, 'id'>): Stage => ({
  project,
  records,
  calendar,
  goOn,
  id: (name) => demoId(project, name),
});
