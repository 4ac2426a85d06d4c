import type { Actor } from '#core/access.ts';

/** The assistant, whoever it speaks with. */
export const ASSISTANT: Actor = { kind: 'assistant', id: 'assistant', assurance: 'verified', scopes: [] };
