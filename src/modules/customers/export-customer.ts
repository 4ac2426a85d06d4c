import { type Actor, authorise, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Exporter } from '#core/events/exporter.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { customerExported } from './events.ts';
import { idsMeant } from './ids-meant.ts';
import { canExport } from './policy.ts';
import './tables.ts';

/** By one customer, through whichever door: it reads much. */
export const EXPORTS_AN_HOUR = { name: 'exports', count: 10, seconds: 3_600 };

export type CustomerExport = { exported_at: Date; customer_ids: string[]; tables: Record<string, object[]> };

/**
 * Everything that is kept of a customer, and of those merged into them, by table. Somebody else's id is as good as none: `not_found`. That it was handed out
 * is a fact as well.
 */
export async function exportCustomer(
	tx: Tx,
	actor: Actor,
	{ id, exporters }: { id: string; exporters: readonly Exporter[] },
): Promise<CustomerExport> {
	if (actor.kind === 'customer' && actor.id !== '' && !isTheirs(actor, id)) throw problem('not_found');
	authorise(canExport(actor, id), actor);
	const known = await tx.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst();
	if (!known) throw problem('not_found');
	const customer_ids = await idsMeant(tx, actor, id);
	const tables: Record<string, object[]> = {};
	for (const gather of [exportPersons, ...exporters]) Object.assign(tables, await gather(tx, customer_ids));
	await record(tx, actor, customerExported, { subject: id, customer: id, payload: {} });
	return { exported_at: now(tx), customer_ids, tables };
}

const exportPersons: Exporter = async (db, customers) => ({
	customers: await db.selectFrom('customers').selectAll().where('id', 'in', customers).orderBy('id').execute(),
	identities: await db
		.selectFrom('identities')
		.selectAll()
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
	customer_merges: await db
		.selectFrom('customer_merges')
		.select(['id', 'from_id', 'into_id', 'why', 'note', 'identity_id', 'at'])
		.where((eb) => eb.or([eb('from_id', 'in', customers), eb('into_id', 'in', customers)]))
		.orderBy('id')
		.execute(),
	sessions: await db
		.selectFrom('sessions')
		.select(['customer_id', 'assurance', 'created_at', 'expires_at'])
		.where('customer_id', 'in', customers)
		.orderBy('created_at')
		.execute(),
	passes: await db
		.selectFrom('passes')
		.select(['customer_id', 'type', 'ref', 'until'])
		.where('customer_id', 'in', customers)
		.orderBy('until')
		.execute(),
	events: await db
		.selectFrom('events')
		.select(['id', 'name', 'subject_type', 'subject_id', 'customer_id', 'channel', 'lang', 'at', 'payload'])
		.where('customer_id', 'in', customers)
		.orderBy('id')
		.execute(),
});
