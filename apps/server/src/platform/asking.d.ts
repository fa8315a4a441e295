/** Runs the work under the name of an endpoint or a job, `GET /api/v1/today`. */
export declare const asking: <T>(name: string, work: () => T) => T;
export declare const askingEndpoint: () => string | undefined;
/** A question that took long: `ask` names the function, `from` the endpoint or job. */
export type SlowQuestion = {
    readonly ms: number;
    readonly ask: string | undefined;
    readonly from: string | undefined;
    readonly sql: string;
};
/** The first frame above the doors, `funnelOf (insights/reads.ts:41)`. Call it before any await. */
export declare function callerName(): string | undefined;
