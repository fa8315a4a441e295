export type Params = Readonly<Record<string, unknown>>;
export type Settings = Readonly<Record<string, number | string>>;
export interface Connection {
    rows<T>(text: string, params?: Params): Promise<readonly T[]>;
    command(text: string, params?: Params): Promise<void>;
    /** Rows already serialised, one JSON object per line. */
    insert(table: string, lines: readonly string[]): Promise<void>;
    close(): Promise<void>;
}
/** `url`: a server; without it chDB in `dataFolder`. The settings hold for every query. */
export declare function connect(where: {
    readonly dataFolder: string;
    readonly url: string | undefined;
}, settings: Settings): Promise<Connection>;
