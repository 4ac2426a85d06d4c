import type { Db } from '#core/db.ts';
import { calendarsOf } from '../calendars/terms.ts';
import { type PromiseSubjects } from '../clock/step.ts';
import type { PromiseKind, PromiseState, Tell } from '../kinds.ts';
import { standingOf } from './standing.ts';
import '../tables.ts';

export type PromiseFacts = {
	kind: PromiseKind;
	state: PromiseState;
	due_at: Date;
	minutes_left: number;
	/** Nobody waits for it any more. */
	is_done: boolean;
	/** Whom the last step of its ladder is told: they hear of a breach as well. */
	last: Tell;
	/** The member who looks after it: of a promise by hand whoever made it. Nothing where nobody does. */
	assignee: string | undefined;
	/** Where in the console its subject is. */
	page: string | undefined;
};

/** What a notice about a promise tells; nothing where there is none such. */
export async function promiseFacts(
	db: Db,
	subjects: PromiseSubjects,
	id: string,
	at: Date,
): Promise<PromiseFacts | undefined> {
	const promise = await db.selectFrom('promises').selectAll().where('id', '=', id).executeTakeFirst();
	if (!promise) return undefined;
	const { kind, state, due_at, done_at, ladder, subject_type, subject_id, by_hand, made_by } = promise;
	const subject = subjects[subject_type];
	const maker = by_hand && made_by.startsWith('staff:') ? made_by.slice('staff:'.length) : undefined;
	return {
		kind,
		state,
		due_at,
		minutes_left: standingOf({ promise, calendar: (await calendarsOf(db, [promise]))(promise) }, at).minutes_left,
		is_done: done_at !== null,
		last: ladder.at(-1)?.tell ?? 'assignee',
		assignee: maker ?? (await subject?.assigneeOf(db, subject_id)),
		page: subject?.page(subject_id),
	};
}
