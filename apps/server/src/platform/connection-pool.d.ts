export interface Pool<C> {
    run<T>(work: (connection: C) => Promise<T>): Promise<T>;
    drained(): Promise<void>;
}
/** At most `maxWaiting` callers wait for one of the connections; the next is refused as busy. */
export declare function createPool<C>(connections: readonly C[], maxWaiting?: number): Pool<C>;
/** Runs one piece of work after the other, whatever the outcome of the one before. */
export declare function createTurn(): <T>(work: () => Promise<T>) => Promise<T>;
