import type { Db } from '../db.ts';

/**
 * Gathers what a module keeps of these customers, for themselves to read: rows by the name of their table, without what only the program needs. The
 * counterpart of an eraser.
 */
export type Exporter = (db: Db, customers: readonly string[]) => Promise<Record<string, object[]>>;
