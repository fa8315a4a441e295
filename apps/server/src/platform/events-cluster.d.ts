export declare const localTable: (table: string) => string;
/** Statements that do on the cluster what this one does on a single node. */
export declare function forCluster(statement: string, cluster: string): readonly string[];
/** The table of applied migrations: one for the whole cluster, on every node. */
export declare const clusterHistory: (cluster: string) => string;
/** On a cluster a row is acknowledged when it is on its shard, and subqueries see every shard. */
export declare const clusterSettings: {
    distributed_foreground_insert: number;
    distributed_product_mode: string;
};
