import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { calendarsOf } from '../calendars/terms.ts';
import type { PromiseRow } from '../clock/measure.ts';
import type { PromiseKind, PromiseState } from '../kinds.ts';
import { canReadPromises } from '../policy.ts';
import { type Standing, standingOf } from './standing.ts';

export type PromiseFilter = {
	state?: PromiseState | undefined;
	kind?: PromiseKind | undefined;
	channel?: string | undefined;
	lang?: string | undefined;
	subject_type?: string | undefined;
	subject_id?: string | undefined;
	customer_id?: string | undefined;
	/** Broken ones of which nobody has said why. */
	unexplained?: boolean | undefined;
	before?: string | undefined;
	limit: number;
};

export type ListedPromise = Standing &
	Pick<
		PromiseRow,
		| 'subject_type'
		| 'subject_id'
		| 'customer_id'
		| 'channel'
		| 'lang'
		| 'rule_id'
		| 'told'
		| 'done_by'
		| 'broken_at'
		| 'reason'
		| 'note'
	>;

/** Promises, the newest first. */
export async function listPromises(
	db: Db,
	actor: Actor,
	{ before, limit, unexplained, ...equal }: PromiseFilter,
	at: Date,
): Promise<ListedPromise[]> {
	authorise(canReadPromises(actor), actor);
	let query = db.selectFrom('promises').selectAll().orderBy('id', 'desc').limit(limit);
	for (const column of ['state', 'kind', 'channel', 'lang', 'subject_type', 'subject_id', 'customer_id'] as const) {
		const value = equal[column];
		if (value !== undefined) query = query.where(column, '=', value);
	}
	if (unexplained) query = query.where('reason', 'in', ['nobody_took_it', 'taken_not_answered', 'no_reason_given']);
	if (before) query = query.where('id', '<', before);
	return listed(db, await query.execute(), at);
}

/** One of them. Throws `not_found`. */
export async function readPromise(db: Db, actor: Actor, id: string, at: Date): Promise<ListedPromise> {
	authorise(canReadPromises(actor), actor);
	const rows = await db.selectFrom('promises').selectAll().where('id', '=', id).execute();
	const [one] = await listed(db, rows, at);
	if (!one) throw problem('not_found', { detail: 'There is no such promise.' });
	return one;
}

async function listed(db: Db, rows: readonly PromiseRow[], at: Date): Promise<ListedPromise[]> {
	const calendarOf = await calendarsOf(db, rows);
	return rows.map((promise) => {
		const { subject_type, subject_id, customer_id, channel, lang, rule_id, told, done_by, broken_at, reason, note } =
			promise;
		return {
			...standingOf({ promise, calendar: calendarOf(promise) }, at),
			subject_type,
			subject_id,
			customer_id,
			channel,
			lang,
			rule_id,
			told,
			done_by,
			broken_at,
			reason,
			note,
		};
	});
}
