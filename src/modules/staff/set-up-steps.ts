/** What a new owner is led through, in this order; each may be left for later. */
export const SET_UP_STEPS = ['company', 'languages', 'knowledge', 'embed', 'team', 'mail'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];
