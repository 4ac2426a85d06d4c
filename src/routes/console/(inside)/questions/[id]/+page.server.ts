import { ANONYMOUS } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { explainQuestion, readGap } from '#modules/gaps/index.ts';
import { articleCards, preferenceOf } from '#modules/knowledge/index.ts';
import { listSets, suggestionOf } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

const FOUND = 8;
/** Test sets to choose from. */
const SETS = 100;

export const load: PageServerLoad = async ({ locals: { app, member }, params: { id }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const fallback = app.settings.get(defaultLang);
	if (!isId(id)) throw problem('not_found');
	const { question, ...explained } = await explainQuestion({ ...app, fallbackLang: () => fallback }, actor, id);
	const shown = question.shown.map(({ article_id }) => article_id);
	const known = [...shown, ...(question.belongs_to ? [question.belongs_to] : [])];
	const cards = await articleCards(db, known, preferenceOf(question.lang, fallback));
	const titles = new Map(cards.map((card) => [card.article_id, card.title]));
	const find = url.searchParams.get('find')?.slice(0, 200) ?? '';
	const gap = question.gap_id ? await readGap(db, actor, { id: question.gap_id, at: app.clock() }) : undefined;
	const guess = suggestionOf([question]);
	const sets = await listSets(db, actor, { limit: SETS });
	return {
		sets: sets.map(({ id: set, name }) => ({ id: set, name })),
		expected: guess.expected,
		expected_article: guess.article_id
			? { id: guess.article_id, title: titles.get(guess.article_id) ?? '' }
			: undefined,
		question: {
			id,
			text: question.text,
			lang: question.lang,
			channel: question.channel,
			outcome: question.outcome,
			confidence: question.confidence,
			solved: question.solved,
			missing: question.missing,
			at: question.at,
			belongs_to: question.belongs_to ? (titles.get(question.belongs_to) ?? '') : undefined,
		},
		shown: question.shown.map(({ article_id, score }) => ({ article_id, score, title: titles.get(article_id) })),
		gap: gap && { id: gap.id, question: gap.question ?? '' },
		explained,
		find,
		choices: find
			? app.library
					.find(find, { lang: question.lang, fallbackLang: fallback, limit: FOUND, prefix: true })
					.hits.flatMap(({ id: translation }) => app.library.cards.get([translation]))
					.map(({ article_id, title, lang }) => ({ article_id, title, lang }))
			: explained.articles.map(({ article_id, title, lang }) => ({ article_id, title, lang })),
	};
};
