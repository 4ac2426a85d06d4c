import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { baseLang } from '#core/text/languages.ts';
import { now } from '#core/transaction.ts';
import { type MadeArticle, makeArticle, questionKey } from '#modules/knowledge/index.ts';
import { gapDrafted } from '../events.ts';
import { canMend } from '../policy.ts';
import '../tables.ts';
import { lockGap } from './lock-gap.ts';
import { questionsOf } from './questions-of.ts';

/** An article with more examples than that is an index of its own. */
const MOST_EXAMPLES = 20;
const LOOKED_AT = 200;

/**
 * Begins the article that is missing: its most typical question as title, the questions of that language as examples, in the collection of the articles that
 * came nearest. Throws `conflict` when one is begun already, or when all words of the gap were erased.
 */
export async function draftGap(tx: Tx, actor: Actor, id: string): Promise<MadeArticle> {
	authorise(canMend(actor), actor);
	const gap = await lockGap(tx, id);
	if (gap.article_id) throw problem('conflict', { detail: 'An article is begun for this gap already.' });
	const asked = await questionsOf(tx, id, LOOKED_AT);
	const typical = asked.find((question) => question.id === gap.typical_id) ?? asked[0];
	if (!typical) throw problem('conflict', { detail: 'The words of these questions were erased.' });
	const { lang } = typical;
	const title = titleOf(typical.text);
	const examples = distinct(
		[typical, ...asked].filter((one) => baseLang(one.lang) === baseLang(lang)).map(({ text }) => text),
		lang,
	);
	const questions = examples.filter((text) => text !== title).slice(0, MOST_EXAMPLES);
	const collection = await nearestCollection(tx, asked.flatMap(({ articles }) => articles)); // prettier-ignore
	const made = await makeArticle(tx, actor, { lang, title, questions, collection });
	await tx
		.updateTable('gaps')
		.set({ status: 'drafted', status_before: null, article_id: made.article_id, changed_at: now(tx) })
		.where('id', '=', id)
		.execute();
	await record(tx, actor, gapDrafted, { subject: id, payload: { article_id: made.article_id } });
	return made;
}

const LONGEST_TITLE = 120;

/** A title is one line. */
function titleOf(question: string): string {
	const [line = ''] = question.trim().split('\n');
	return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE - 1).toWellFormed()}…`;
}

/** Each wording once, whatever its case and endings. */
function distinct(texts: readonly string[], lang: string): string[] {
	return [...new Map(texts.toReversed().map((text) => [questionKey(text, lang), text.trim()])).values()].toReversed();
}

/** Where most of the articles stand that were shown for want of a better one; none where they stand nowhere. */
async function nearestCollection(tx: Tx, articles: readonly string[]): Promise<string | undefined> {
	if (articles.length === 0) return undefined;
	const rows = await tx
		.selectFrom('articles as a')
		.innerJoin('collections as c', 'c.id', 'a.collection_id')
		.select(['a.id', 'c.external_id'])
		.where('a.id', 'in', articles)
		.execute();
	const collectionOf = new Map(rows.map(({ id, external_id }) => [id, external_id]));
	const votes = Map.groupBy(
		articles.flatMap((id) => collectionOf.get(id) ?? []),
		(external_id) => external_id,
	);
	return [...votes.values()].toSorted((a, b) => b.length - a.length)[0]?.[0];
}
