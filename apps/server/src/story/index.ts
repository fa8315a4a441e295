/**
 * Story: the messaging framework of a bet, begun before anything is built. Whom it speaks to, of what
 * problem in whose words, with what promise; people say whether it is clear, both sides approve it.
 */
import type { ProjectId } from '@tandem/contract';
import type { Evidence } from '../evidence/index.ts';
import type { People } from '../people/index.ts';
import { eraser } from '../platform/history.ts';
import type { Parts, Platform } from '../platform/platform.ts';
import { forgetQuotes } from './actions.ts';
import { quotedHighlights } from './reads.ts';
import { storyRoutes } from './routes.ts';
import './tables.ts';

export { createFramework, moveFramework, recordClarity, signFramework } from './actions.ts';
export { readFramework, readFrameworks } from './reads.ts';
export { missingWords } from './rules.ts';

type Lower = {
  readonly evidence: Pick<Evidence, 'byIds'>;
  readonly people: Pick<People, 'onErasure'>;
};

export function createStory(
  platform: Pick<Platform, 'records' | 'clock' | 'newId' | 'facts'>,
  { evidence, people }: Lower,
): Parts {
  const { records, clock } = platform;
  async function forget(project: ProjectId): Promise<void> {
    const quoted = await records.read(project, quotedHighlights);
    const left = await evidence.byIds(project, quoted);
    const gone = quoted.filter((id) => left.get(id)?.isRedacted === true);
    const by = { actor: eraser, at: clock.now() };
    await records.write(project, (writer) => forgetQuotes(writer, by, gone));
  }
  // Domains answer in their order: the person's highlights have lost their words by now.
  people.onErasure('story', forget);
  platform.facts.on('signal.redacted', ({ project }) => forget(project));
  return { routes: storyRoutes({ ...platform, evidence }) };
}
