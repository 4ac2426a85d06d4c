/** Of one customer. */
export const MOST_GROUPS = 20;
export const LONGEST_GROUP = 60;
