/** Runs wait as rows; a job in this queue only wakes whoever works on them. */
export const RUN_QUEUE = 'test-sets.runs';
