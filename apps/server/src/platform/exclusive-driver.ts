/**
 * PGlite has one connection, and Kysely's driver hands it to everybody at once: a plain query would
 * run inside whatever transaction is open. This driver lends it to one holder at a time.
 */
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** The same dialect with a driver that lends its connection exclusively. */
export function exclusive(dialect: Dialect, mayWait: () => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => exclusiveDriver(dialect.createDriver(), mayWait),
  };
}

function exclusiveDriver(driver: Driver, mayWait: () => void): Driver {
  let last: Promise<void> = Promise.resolve();
  let release: (() => void) | undefined;

  return {
    init: (options) => driver.init(options),
    async acquireConnection(options): Promise<DatabaseConnection> {
      mayWait();
      const before = last;
      let done = () => {};
      last = new Promise((resolve) => (done = resolve));
      await before;
      release = done;
      return driver.acquireConnection(options);
    },
    async releaseConnection(connection, options) {
      await driver.releaseConnection(connection, options);
      release?.();
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    ...(driver.savepoint && { savepoint: driver.savepoint.bind(driver) }),
    ...(driver.rollbackToSavepoint && {
      rollbackToSavepoint: driver.rollbackToSavepoint.bind(driver),
    }),
    ...(driver.releaseSavepoint && { releaseSavepoint: driver.releaseSavepoint.bind(driver) }),
    destroy: (options) => driver.destroy(options),
  };
}
