import type { Tx } from '../db.ts';

/**
 * Takes out of a module's rows what these customers wrote and by what they can be known. Rows by which something is counted stay, blank. Called again for
 * the same customers it changes nothing; it works on the rows of a restored backup as well, so it needs neither clock nor queues.
 */
export type Eraser = (tx: Tx, customers: readonly string[]) => Promise<void>;
