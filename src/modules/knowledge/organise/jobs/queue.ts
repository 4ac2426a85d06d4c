/** Imports and exports wait as rows; a job in this queue only wakes whoever works on them. */
export const WORK_QUEUE = 'knowledge.transfers';
