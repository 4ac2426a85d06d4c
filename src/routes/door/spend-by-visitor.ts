import type { RequestEvent } from '@sveltejs/kit';
import { type Limit, spendByBoth } from '#core/limits.ts';

/** Counts an act of whoever this is, and of their address. Throws `too_many_requests`. */
export async function spendByVisitor({ locals, getClientAddress }: RequestEvent, limit: Limit): Promise<void> {
	const { id } = await locals.visitor();
	await spendByBoth(locals.app.database.db, limit, { id, address: getClientAddress() });
}
