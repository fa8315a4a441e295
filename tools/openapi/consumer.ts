/** A stranger's program: it knows only the generated types, and compiles. */
import type { paths } from './generated/api.d.ts';

type Ask<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;
type Answer<Path extends keyof paths> = paths[Path] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

type Funnel = '/api/v1/projects/{project}/insights/funnel';

export const question: Ask<Funnel> = {
  kind: 'funnel',
  from: '2026-03-01',
  to: '2026-03-07',
  windowSeconds: 86_400,
  steps: [{ event: 'visit' }, { event: 'pay' }],
};

export const peopleAtStep = (answer: Answer<Funnel>, step: number): number | undefined =>
  answer.steps[step]?.people;

export const accepted = (answer: Answer<'/api/v1/events'>): number => answer.accepted;

// @ts-expect-error a funnel has at least its steps
export const incomplete: Ask<Funnel> = { kind: 'funnel' };
