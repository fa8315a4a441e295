/**
 * The door to ClickHouse: chDB in this process, or a server. What makes the twins alike:
 * - Settings belong to a connection, are the same for every query and are never built from a
 *   caller's text (in chDB a setting sticks to its connection; on a server it would not).
 * - A connection runs one query at a time, so there is one for writing, a few for reading and one
 *   for maintenance, and a reader waits its turn.
 * - Every query is a value that names its project; the door binds the project and nothing else can.
 */
import type { ProjectId } from '@tandem/contract';
import { type FactTable, type Sql } from '@tandem/query';
import { type SlowQuestion } from './asking.ts';
import { type Rejected } from './group-commit.ts';
export type { Rejected } from './group-commit.ts';
/** A value per column; the door adds the project. */
export type FactRow = Readonly<Record<string, unknown>>;
export interface EventsDoor {
    /** Answers a question inside one project. */
    rows<T>(project: ProjectId, statement: Sql): Promise<readonly T[]>;
    /** Resolves once the rows are durable, with those that the store cannot hold. */
    append(project: ProjectId, table: FactTable, rows: readonly FactRow[]): Promise<readonly Rejected[]>;
    /** The same for rows already serialised by `factLine`: the hot path of capture. */
    appendLines(table: FactTable, lines: readonly string[]): Promise<readonly Rejected[]>;
    /** Deletes the facts of these people, in every table that holds a person. */
    erase(project: ProjectId, people: readonly string[]): Promise<void>;
    /** Runs the work between two groups: nothing is written meanwhile, and writers wait. */
    hold<T>(work: () => Promise<T>): Promise<T>;
    /** For migrations, maintenance and backups only; never with a caller's text. */
    readonly maintenance: Maintenance;
    readonly queuedBytes: number;
    /** Resolves if the store answers the writing connection. */
    ping(): Promise<void>;
    close(): Promise<void>;
}
export interface Maintenance {
    command(statement: string): Promise<void>;
    rows<T>(statement: string): Promise<readonly T[]>;
}
export type EventsOptions = {
    readonly dataFolder: string;
    /** A server; undefined: chDB in this process, in `dataFolder`. */
    readonly url: string | undefined;
    readonly querySeconds: number;
    /** Name of the ClickHouse cluster that holds the tables; undefined: a single node. */
    readonly cluster?: string | undefined;
    readonly readers?: number;
    readonly lingerMs?: number;
    /** Told of questions that took longer than `slowMs`. */
    readonly onSlow?: ((question: SlowQuestion) => void) | undefined;
    readonly slowMs?: number;
};
/** Serialises a row; the project comes first and cannot be overridden by the row. */
export declare function factLine(project: ProjectId, row: FactRow): string;
export declare function openEvents(options: EventsOptions): Promise<EventsDoor>;
