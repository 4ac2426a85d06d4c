import { ownQuestion, previewsOf, wishIn } from '#modules/assistant/index.ts';
import { serviceCalled } from '#journeys/registry.ts';
import { articleCards } from '#modules/knowledge/index.ts';
import { rateFromForm } from '../../../../door/rate.ts';
import { readerOf } from '../../../../door/reader.ts';
import { presentService } from '../../../../door/services.ts';
import type { Actions, PageServerLoad } from './$types';

/** An answer is private to whoever asked; for everybody else its address is none. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { app, lang } = locals;
	const { db, prefer } = readerOf(locals);
	const question = await ownQuestion(db, await locals.visitor(), params.id);
	const ids = question.shown.map((shown) => shown.article_id);
	setHeaders({ 'cache-control': 'private, no-store' });
	const cards = await articleCards(db, ids, prefer);
	const choices = question.outcome === 'choices' ? cards.map(({ id }) => id) : [];
	const wish =
		question.outcome === 'service'
			? wishIn(app, question.text, { answered: question.answer !== null, lang })
			: undefined;
	const service = wish && presentService(app, serviceCalled(app.services, wish.id), lang);
	const previews = previewsOf(app.library, question.text, choices);
	return { ownAskBox: true, question, service, articles: cards.map((card) => ({ ...card, ...previews.get(card.id) })) };
};

export const actions: Actions = {
	default: (event) => rateFromForm(event, { question: event.params.id }),
};
