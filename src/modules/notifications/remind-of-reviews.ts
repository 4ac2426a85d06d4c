import { defaultLang } from '#core/brand.ts';
import type { Tx } from '#core/db.ts';
import { OWNER } from '#core/delivery.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Settings } from '#core/settings.ts';
import type { Transact } from '#core/transaction.ts';
import { type DueReview, takeDueReviews } from '#modules/knowledge/index.ts';
import { memberAddresses } from '#modules/staff/index.ts';
import { notify } from './notify.ts';

const MOST_LISTED = 50;

export type Reminding = { transact: Transact; settings: Settings; origin(): string };

/** In the morning, by UTC: no other zone is known. */
export function remindJob(parts: Reminding): JobKind<object> {
	return {
		name: 'notifications.reviews',
		retries: 0,
		every: '7 6 * * *',
		handle: async () => void (await remindOfReviews(parts)),
	};
}

/**
 * Writes to everybody who answers for articles whose review date has come, one mail each, once for each date. What nobody answers for is told to whoever
 * runs the installation. Gives the number of mails.
 */
export function remindOfReviews({ transact, settings, origin }: Reminding): Promise<number> {
	const siteLang = settings.get(defaultLang);
	return transact(async (tx) => {
		const due = await takeDueReviews(tx, siteLang);
		const owners = new Set(due.flatMap(({ owner_id }) => owner_id ?? []));
		const addresses = await memberAddresses(tx, [...owners]);
		const addressOf = ({ owner_id }: DueReview) => addresses.get(owner_id ?? '');
		const mails = Map.groupBy(due, (review) => addressOf(review)?.email ?? OWNER);
		for (const [to, reviews] of mails) {
			const lang = (reviews[0] && addressOf(reviews[0])?.lang) ?? siteLang;
			await remind(tx, reviews, { to, lang, origin: origin() });
		}
		return mails.size;
	});
}

type Recipient = { to: string; lang: string; origin: string };

async function remind(tx: Tx, reviews: readonly DueReview[], { to, lang, origin }: Recipient): Promise<void> {
	const articles = reviews
		.slice(0, MOST_LISTED)
		.map(({ article_id, title, review_by }) => ({ title, review_by, url: `${origin}/console/articles/${article_id}` }));
	await notify(tx, {
		template: 'review_due',
		channel: 'email',
		to,
		lang,
		args: { articles, more: reviews.length - articles.length },
	});
}
