import type { RequestEvent } from '@sveltejs/kit';
import { type Limit, spend } from '#core/limits.ts';

/** Counts an act of whoever this is, or of their address where nothing is known of them. Throws `too_many_requests`. */
export async function spendByVisitor({ locals, getClientAddress }: RequestEvent, limit: Limit): Promise<void> {
	await spend(locals.app.database.db, limit, (await locals.visitor()).id || getClientAddress());
}
