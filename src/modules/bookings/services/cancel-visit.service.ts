import { choice } from '#journeys/fields/choice.ts';
import { showMoney } from '#journeys/fields/money.ts';
import { longText } from '#journeys/fields/text.ts';
import { refuse } from '#journeys/perform.ts';
import { service } from '#journeys/service.ts';
import { isProblem } from '#core/errors.ts';
import { readVisit } from '../reading/list-visits.ts';
import { cancelVisit as cancel } from '../visits/cancel-visit.ts';
import { whatCancellingCosts } from '../visits/costs.ts';
import { cancelVisitExamples } from './cancel-visit.examples.ts';
import { noneAhead, visitChoices, whenIn } from './own-visits.ts';

/** Calls off what is booked; what that costs is told before. */
export const cancelVisit = service('cancel-visit', {
	title: 'service_cancel_visit',
	summary: 'service_cancel_visit_summary',
	confirm: 'service_cancel_visit_confirm',
	examples: cancelVisitExamples,
})
	.eligible(noneAhead)
	.ask('visit', choice('visit_which', visitChoices, { onlyOne: 'known' }))
	.askMaybe('why', longText('cancel_why'))
	.receipt(async ({ db, actor, now, say, lang, answers }) => {
		const { terms, starts_at } = await readVisit(db, actor, answers.visit);
		const { fee } = whatCancellingCosts(terms, { starts_at, now });
		const value = fee ? showMoney(fee, lang) : say('cancel_nothing', {}, lang);
		return [{ label: say('cancel_late', {}, lang), value }];
	})
	.act(async ({ db, actor, answers, say, lang }) => {
		const visit = await readVisit(db, actor, answers.visit);
		try {
			const { id, code } = await cancel(db, actor, { id: visit.id });
			const text = say('cancel_done', { when: whenIn(visit, lang) }, lang);
			return { text, reference: code, about: { type: 'visit', id } };
		} catch (error) {
			if (!isProblem(error)) throw error;
			throw refuse('visit', { code: 'too_late', words: 'cancel_too_late' });
		}
	});
