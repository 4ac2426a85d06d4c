import { ownQuestion } from '#modules/assistant/index.ts';
import { articleCards } from '#modules/knowledge/index.ts';
import { rateFromForm } from '../../../../door/rate.ts';
import { readerOf } from '../../../../door/reader.ts';
import type { Actions, PageServerLoad } from './$types';

/** An answer is private to whoever asked; for everybody else its address is none. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, prefer } = readerOf(locals);
	const question = await ownQuestion(db, await locals.visitor(), params.id);
	const ids = question.shown.map((shown) => shown.article_id);
	setHeaders({ 'cache-control': 'private, no-store' });
	return { ownAskBox: true, question, articles: await articleCards(db, ids, prefer) };
};

export const actions: Actions = {
	default: (event) => rateFromForm(event, { question: event.params.id }),
};
