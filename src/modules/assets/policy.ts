import { type Actor, hasScope, isTheirs } from '#core/access.ts';

/** The register says who owns what, and where it stands. */
export const canReadAssets = (actor: Actor) => hasScope(actor, 'assets:read');

/** Whose a machine is decides the team: a number can be read off by anybody who walks past. */
export const canWriteAssets = (actor: Actor) => hasScope(actor, 'assets:write');

/** Customers see their own machines and nobody else's. */
export const canSee = (actor: Actor, asset: { customer_id: string | null }) =>
	isTheirs(actor, asset.customer_id) || canReadAssets(actor);
