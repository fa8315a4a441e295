import type { Maintenance } from './events.ts';
export type EventsMigration = {
    readonly name: string;
    readonly statements: readonly string[];
    readonly checksum: string;
};
/** The migrations in order; a statement ends with `;` at the end of a line. */
export declare function readEventsMigrations(): readonly EventsMigration[];
/** Applies what is missing. Refuses a store whose applied migrations are not ours, or were edited. */
export declare function migrateEvents(store: Maintenance, migrations?: readonly EventsMigration[], cluster?: string): Promise<readonly string[]>;
