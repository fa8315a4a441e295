/**
 * The demo workspace: a simulated company, sent in through the same doors as anybody's data. All ids
 * come from the seed, so filling a project again, after a break, adds nothing twice.
 */
import type { ProjectId } from '@tandem/contract';
import { demo, simulate } from '@tandem/simulator';
import { fromNative, type Capture } from '../../capture/index.ts';
import type { Voice } from '../../voice/index.ts';

const batchSize = 2_000;

/** Fills a project with the company's weeks up to `end`, an ISO instant; `goOn` is asked before each batch and throws to break off. */
export async function fillWithDemo(
  to: { readonly capture: Capture; readonly voice: Voice },
  project: ProjectId,
  { end, goOn }: { readonly end: string; readonly goOn: () => void },
): Promise<void> {
  const company = simulate(demo(end));
  for (const signals of company.signals()) {
    goOn();
    await to.voice.add(project, signals);
  }
  for (const events of company.events(batchSize)) {
    goOn();
    await to.capture.take(project, {
      source: 'simulator',
      receivedAt: new Date(end),
      historical: true,
      asIfLive: true,
      events: events.map(fromNative),
    });
  }
}
