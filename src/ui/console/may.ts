import type { Scope } from '#core/access.ts';

/** Whether to offer an act: the domain decides again when it is done. */
export const may = (scopes: readonly string[], scope: Scope): boolean => scopes.includes('*') || scopes.includes(scope);
