/** What a colleague may ask for that a packet, or the conversation before it, may hold already. */
export const REASK_FIELDS = ['email', 'phone', 'name', 'lang', 'goal', 'machine', 'order', 'tried'] as const;
export type ReaskField = (typeof REASK_FIELDS)[number];

/** How one language asks: whether a sentence asks the customer for something at all, for what, and what only looks like it. */
export type AskWords = { asks: RegExp; not: RegExp; fields: Record<ReaskField, RegExp> };
