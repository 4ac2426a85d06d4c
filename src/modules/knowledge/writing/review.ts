import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { memberAddresses } from '#modules/staff/index.ts';
import { articleChecked, reviewSet } from '../events.ts';
import { canWrite } from '../policy.ts';
import '../tables.ts';
import { KNOWLEDGE } from '../topic.ts';

export type Review = {
	/** The member who answers for the article in all its languages. */
	owner_id: string | null;
	/** `YYYY-MM-DD`: the day on which the owner is asked whether it is still right. */
	review_by: string | null;
	/** Days from one review to the next; null: there is no next one. */
	review_days: number | null;
};

type Partly<T> = { [Key in keyof T]?: T[Key] | undefined };

/** Sets what is given and leaves the rest. Days without a date begin to run today. */
export async function setReview(
	tx: Tx,
	actor: Actor,
	{ article_id, ...input }: { article_id: string } & Partly<Review>,
): Promise<Review> {
	authorise(canWrite(actor), actor);
	const before = await lockReview(tx, article_id);
	if (input.owner_id) await requireMember(tx, input.owner_id);
	const { owner_id = before.owner_id, review_days = before.review_days } = input;
	const { review_by = before.review_by ?? dayAfter(now(tx), input.review_days ?? null) } = input;
	const review = { owner_id, review_by, review_days };
	await tx.updateTable('articles').set(review).where('id', '=', article_id).execute();
	await record(tx, actor, reviewSet, { subject: article_id, payload: review });
	return review;
}

/** Throws `invalid_input` for an owner who is not on the team. */
export async function requireMember(tx: Tx, id: string): Promise<void> {
	if ((await memberAddresses(tx, [id])).has(id)) return;
	const message = 'There is nobody like that on the team.';
	throw problem('invalid_input', { detail: message, errors: [{ path: 'owner_id', code: 'unknown', message }] });
}

/**
 * Says that an article is still right, in these languages or in all that customers read: they see the day of it. The next review follows after the
 * article's `review_days`.
 */
export async function confirmArticle(
	tx: Tx,
	actor: Actor,
	{ article_id, langs }: { article_id: string; langs?: readonly string[] | undefined },
): Promise<{ checked_at: string; review_by: string | null }> {
	authorise(canWrite(actor), actor);
	const { review_days } = await lockReview(tx, article_id);
	const checked_at = dayOf(now(tx));
	const checked = await tx
		.updateTable('translations')
		.set({ checked_at })
		.where('article_id', '=', article_id)
		.where('status', '=', 'published')
		.$if(langs !== undefined, (query) => query.where('lang', 'in', langs ?? []))
		.returning(['id', 'lang'])
		.execute();
	const review_by = dayAfter(now(tx), review_days);
	await tx.updateTable('articles').set({ review_by }).where('id', '=', article_id).execute();
	await record(tx, actor, articleChecked, { subject: article_id, payload: { langs: checked.map(({ lang }) => lang) } });
	if (checked.length > 0)
		await touch(
			tx,
			KNOWLEDGE,
			checked.map(({ id }) => id),
		);
	return { checked_at, review_by };
}

async function lockReview(tx: Tx, articleId: string): Promise<Review> {
	const row = await tx
		.selectFrom('articles')
		.select(['owner_id', 'review_by', 'review_days'])
		.where('id', '=', articleId)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such article.' });
	return row;
}

const DAY_MS = 86_400_000;

/** The calendar day in UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const dayAfter = (at: Date, days: number | null): string | null =>
	days === null ? null : dayOf(new Date(at.getTime() + days * DAY_MS));
