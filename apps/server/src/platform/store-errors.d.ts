/** What the fact store says when it refuses, as one of our Problems. */
import { Problem } from './problem.ts';
export declare function codeOf(error: unknown): number | undefined;
/** True if dividing the rows can help: the store could not parse or hold one of them. */
export declare function isBadRow(error: unknown): boolean;
/** Turns whatever the store threw into a Problem; the original stays as `cause`. */
export declare function storeProblem(error: unknown, store: {
    readonly dataFolder: string;
    readonly url: string | undefined;
    readonly querySeconds: number;
}): Problem;
