import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLab, persons, type Lab } from '../../testing/lab.ts';
import { checkRunning } from './jobs.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.world.close());

test('one whose people did not split as planned ends by itself; a sound one runs on', async () => {
  const project = await lab.world.project();
  const sound = await lab.running(project);
  const { primary } = (await sound.get()).plan;
  const lost = await lab.running(project, { primary }, 'second');
  await lab.expose(project, persons(60));
  const shown = await lab.expose(project, persons(200), { key: 'second', isLost: true });
  await lab.send(
    project,
    shown
      .filter(({ arm }, i) => arm === 'off' || i % 3 === 0)
      .map(({ person, properties }) => ({ person, event: '$exposure', atHour: 1, properties })),
  );
  lab.later(2);
  let told = 0;
  const changed = () => void (told += 1);
  await checkRunning({ ...lab.world.app.platform, changed }, project.id);
  expect((await sound.get()).state).toBe('running');
  const ended = await lost.get();
  expect(ended).toMatchObject({ state: 'invalid', stoppedAt: lab.now().toISOString() });
  expect(ended.history.at(-1)).toMatchObject({ from: 'running', to: 'invalid', actor: 'Tandem' });
  expect(told).toBe(1);
  await checkRunning({ ...lab.world.app.platform, changed }, project.id);
  expect(told).toBe(1);
});
