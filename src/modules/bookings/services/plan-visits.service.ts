import { isProblem } from '#core/errors.ts';
import { choice, many } from '#journeys/fields/choice.ts';
import { date } from '#journeys/fields/date.ts';
import { email } from '#journeys/fields/email.ts';
import { number } from '#journeys/fields/number.ts';
import { phone } from '#journeys/fields/phone.ts';
import { refuse } from '#journeys/perform.ts';
import { service } from '#journeys/service.ts';
import { makePlan } from '../plans/visit-plan.ts';
import { contactBy } from './contact.ts';
import { planVisitsExamples } from './plan-visits.examples.ts';
import { MOST_PEOPLE, TECHNICIANS } from './technicians.ts';
import { offered, typeChoices } from './types.ts';
import { visitPlace } from './visit-parts.ts';

const EVERY = [
	{ value: '1', label: 'plan_every_1' },
	{ value: '3', label: 'plan_every_3' },
	{ value: '6', label: 'plan_every_6' },
	{ value: '12', label: 'plan_every_12' },
	{ value: '24', label: 'plan_every_24' },
] as const;

/** Work that comes again: some weeks before it is due they are asked to choose a time. */
export const planVisits = service('plan-visits', {
	title: 'service_plan_visits',
	summary: 'service_plan_visits_summary',
	confirm: 'service_plan_visits_confirm',
	examples: planVisitsExamples,
})
	.eligible(async (asking) =>
		(await offered(asking)).length === 0 ? { code: 'nothing_offered', words: 'service_nothing_offered' } : undefined,
	)
	.ask('types', many('book_which', typeChoices, { hint: 'book_which_hint', most: 3 }))
	.ask('place', visitPlace())
	.ask('people', number('book_people', { least: 1, most: MOST_PEOPLE, usual: 1, nouns: TECHNICIANS }))
	.ask('every', choice('plan_every', EVERY))
	.ask('first', date('plan_first', { hint: 'plan_first_hint' }))
	.ask('phone', phone('book_phone', { known: contactBy('phone') }))
	.ask('email', email('wait_email', { hint: 'plan_email_hint', known: contactBy('email') }))
	.act(async ({ db, actor, customer, zone, say, lang, answers }) => {
		const { types, place, people } = answers;
		const plan = {
			customer,
			service: 'book-visit',
			answers: { types, place, people, phone: answers.phone, email: answers.email, note: null },
			email: answers.email.trim().toLowerCase(),
			every_months: Number(answers.every),
			next_on: answers.first,
			zone: place.zone ?? zone,
			lang,
		};
		try {
			const { id } = await makePlan(db, actor, plan);
			return { text: say('plan_done', { email: answers.email }, lang), about: { type: 'visit_plan', id } };
		} catch (error) {
			if (!isProblem(error) || error.code !== 'conflict') throw error;
			throw refuse('types', { code: 'too_many', words: 'plan_too_many' });
		}
	});
