/** Who asks: the endpoint under way and the function that called a door, for the slow-query log. */
import { AsyncLocalStorage } from 'node:async_hooks';

const endpoint = new AsyncLocalStorage<string>();

/** Runs the work under the name of an endpoint or a job, `GET /api/v1/today`. */
export const asking = <T>(name: string, work: () => T): T => endpoint.run(name, work);

export const askingEndpoint = (): string | undefined => endpoint.getStore();

/** A question that took long: `ask` names the function, `from` the endpoint or job. */
export type SlowQuestion = {
  readonly ms: number;
  readonly ask: string | undefined;
  readonly from: string | undefined;
  readonly sql: string;
};

/** The first frame above the doors, `funnelOf (insights/reads.ts:41)`. Call it before any await. */
export function callerName(): string | undefined {
  const frames = new Error('caller').stack?.split('\n').slice(1) ?? [];
  const frame = frames.find(
    (line) => !/\/platform\/(?!.*\.test\.ts)|node:internal|\/node_modules\//.test(line),
  );
  if (frame === undefined) return undefined;
  return frame
    .trim()
    .replace(/^at (async )?/, '')
    .replace(/(file:\/\/)?[^( ]*\/src\//, '');
}
