export * from './source.ts';
export * from './sql.ts';
