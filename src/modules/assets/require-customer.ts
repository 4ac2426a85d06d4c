import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';

/** Throws `invalid_input` for an owner whom we do not know. */
export async function requireCustomer(tx: Tx, id: string | null | undefined): Promise<void> {
	if (!id) return;
	const found = await tx.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst();
	if (!found) throw refused('customer_id', 'not_found', 'There is no such customer.');
}

export const refused = (path: string, code: string, message: string) =>
	problem('invalid_input', { detail: message, errors: [{ path, code, message }] });
