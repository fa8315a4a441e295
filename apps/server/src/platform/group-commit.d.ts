/** A row the store cannot hold, by its position in the caller's list. */
export type Rejected = {
    readonly index: number;
    readonly reason: string;
};
export type GroupCommitOptions = {
    readonly write: (lines: readonly string[]) => Promise<void>;
    /** True for an error that the rows themselves caused, so that dividing them finds the culprits. */
    readonly isBadRow: (error: unknown) => boolean;
    readonly maxGroupBytes: number;
    readonly maxQueuedBytes: number;
    /** How long a group that could start at once waits for company; fewer, larger parts. */
    readonly lingerMs: number;
};
export interface GroupCommit {
    append(lines: readonly string[]): Promise<readonly Rejected[]>;
    /** Resolves when everything queued so far is settled. */
    drain(): Promise<void>;
    readonly queuedBytes: number;
}
export declare function createGroupCommit(options: GroupCommitOptions): GroupCommit;
