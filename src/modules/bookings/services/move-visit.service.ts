import type { Asking } from '#journeys/definition.ts';
import { choice } from '#journeys/fields/choice.ts';
import { showMoney } from '#journeys/fields/money.ts';
import { slot, whenOf } from '#journeys/fields/slot.ts';
import { refuse } from '#journeys/perform.ts';
import { service } from '#journeys/service.ts';
import { readVisit } from '../reading/list-visits.ts';
import { whatMovingCosts } from '../visits/costs.ts';
import { moveVisit as move } from '../visits/move-visit.ts';
import { openSlotsToMove } from '../visits/open-slots.ts';
import { faultOf } from './faults.ts';
import { moveVisitExamples } from './move-visit.examples.ts';
import { noneAhead, visitChoices } from './own-visits.ts';
import { ahead, daysAhead, offersOf } from './times.ts';

/** Another time for what is booked; what that costs is told before. */
export const moveVisit = service('move-visit', {
	title: 'service_move_visit',
	summary: 'service_move_visit_summary',
	confirm: 'service_move_visit_confirm',
	examples: moveVisitExamples,
})
	.eligible(noneAhead)
	.rule(daysAhead)
	.ask('visit', choice('visit_which', visitChoices, { onlyOne: 'known' }))
	.ask('slot', slot('move_to', free, { hint: 'book_when_hint' }))
	.receipt(async ({ db, actor, now, say, lang, answers }) => {
		const { terms, starts_at } = await readVisit(db, actor, answers.visit);
		const { fee } = whatMovingCosts(terms, { starts_at, now });
		return fee ? [{ label: say('move_late', {}, lang), value: showMoney(fee, lang) }] : [];
	})
	.act(async ({ db, actor, answers, say, lang }) => {
		try {
			const { id, code } = await move(db, actor, { id: answers.visit, starts_at: new Date(answers.slot.from) });
			const text = say('move_done', { when: whenOf(answers.slot, lang) }, lang);
			return { text, reference: code, about: { type: 'visit', id } };
		} catch (error) {
			throw refuse('slot', faultOf(error));
		}
	});

async function free(asking: Asking<{ visit: string }>) {
	const { db, actor, answers } = asking;
	return offersOf(await openSlotsToMove(db, actor, { id: answers.visit, ...ahead(asking) }));
}
