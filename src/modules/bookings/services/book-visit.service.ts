import { number } from '#journeys/fields/number.ts';
import { email } from '#journeys/fields/email.ts';
import { many } from '#journeys/fields/choice.ts';
import { phone } from '#journeys/fields/phone.ts';
import { longText } from '#journeys/fields/text.ts';
import { service } from '#journeys/service.ts';
import { ruleNumber } from '#journeys/settings/rule.ts';
import { bookVisitExamples } from './book-visit.examples.ts';
import { contactBy } from './contact.ts';
import { MOST_PEOPLE, TECHNICIANS } from './technicians.ts';
import { daysAhead } from './times.ts';
import { offered, typeChoices, typesCalled } from './types.ts';
import { bookAsAnswered, UNDO_MINUTES, undoVisit, visitPlace, visitSlot, visitTerms } from './visit-parts.ts';

/** Fewer where the owner says so. */
const peopleAtMost = ruleNumber('people_at_most', {
	label: 'offer_rule_people',
	unit: 'people',
	least: 1,
	most: MOST_PEOPLE,
	usual: MOST_PEOPLE,
});

/** Somebody comes: for which work, where, how many, when. */
export const bookVisit = service('book-visit', {
	title: 'service_book_visit',
	summary: 'service_book_visit_summary',
	confirm: 'service_book_visit_confirm',
	examples: bookVisitExamples,
})
	.rule(daysAhead)
	.rule(peopleAtMost)
	.eligible(async (asking) =>
		(await offered(asking)).length === 0 ? { code: 'nothing_offered', words: 'service_nothing_offered' } : undefined,
	)
	.ask('types', many('book_which', typeChoices, { hint: 'book_which_hint', most: 3 }))
	.ask('place', visitPlace())
	.ask('people', number('book_people', { least: 1, most: MOST_PEOPLE, usual: 1, nouns: TECHNICIANS }))
	.ask(
		'slot',
		visitSlot(({ types, place, people }) => ({ types, place, people })),
	)
	.ask('phone', phone('book_phone', { known: contactBy('phone') }))
	.askMaybe('email', email('book_email', { hint: 'book_email_hint', known: contactBy('email') }))
	.askMaybe('note', longText('book_note', { hint: 'book_note_hint' }))
	.check(['types', 'people'], async (asking) => {
		const { types, people } = asking.answers;
		const ofTypes = (await typesCalled(asking, types)).map(({ people_max }) => people_max);
		const most = Math.min(peopleAtMost.in(asking), ...ofTypes);
		return people > most
			? { again: 'people', fault: { code: 'too_many', words: 'book_people_most', args: { most } } }
			: undefined;
	})
	.receipt((asking) => visitTerms(asking, asking.answers.types, asking.answers.slot))
	.undoWithin(UNDO_MINUTES, undoVisit)
	.act((acting) => bookAsAnswered(acting, acting.answers.note ?? ''));
