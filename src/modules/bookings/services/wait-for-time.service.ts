import { isProblem } from '#core/errors.ts';
import { choice, many } from '#journeys/fields/choice.ts';
import { date } from '#journeys/fields/date.ts';
import { email } from '#journeys/fields/email.ts';
import { number } from '#journeys/fields/number.ts';
import { phone } from '#journeys/fields/phone.ts';
import { refuse } from '#journeys/perform.ts';
import { service } from '#journeys/service.ts';
import { joinWaitlist } from '../waitlist/join-waitlist.ts';
import { DAY_PARTS, type DayPart } from '../waitlist/kinds.ts';
import { contactBy } from './contact.ts';
import { offered, typeChoices } from './types.ts';
import { MOST_PEOPLE, TECHNICIANS } from './technicians.ts';
import { visitPlace } from './visit-parts.ts';
import { waitForTimeExamples } from './wait-for-time.examples.ts';

const PARTS = { any: 'wait_part_any', morning: 'wait_part_morning', afternoon: 'wait_part_afternoon' } as const;

/** No time that is free suits: they are written to once one is, and it is kept for them until they say. */
export const waitForTime = service('wait-for-time', {
	title: 'service_wait_for_time',
	summary: 'service_wait_for_time_summary',
	confirm: 'service_wait_for_time_confirm',
	examples: waitForTimeExamples,
})
	.eligible(async (asking) =>
		(await offered(asking)).length === 0 ? { code: 'nothing_offered', words: 'service_nothing_offered' } : undefined,
	)
	.ask('types', many('book_which', typeChoices, { hint: 'book_which_hint', most: 3 }))
	.ask('place', visitPlace())
	.ask('people', number('book_people', { least: 1, most: MOST_PEOPLE, usual: 1, nouns: TECHNICIANS }))
	.askMaybe('from', date('wait_from', { hint: 'wait_from_hint' }))
	.ask('until', date('wait_until', { hint: 'wait_until_hint' }))
	.ask(
		'part',
		choice(
			'wait_part',
			DAY_PARTS.map((value) => ({ value, label: PARTS[value] })),
		),
	)
	.ask('phone', phone('book_phone', { known: contactBy('phone') }))
	.ask('email', email('wait_email', { hint: 'wait_email_hint', known: contactBy('email') }))
	.check(['from', 'until'], ({ answers: { from, until } }) =>
		from !== null && from > until
			? { again: 'until', fault: { code: 'before', words: 'wait_until_before' } }
			: undefined,
	)
	.act(async ({ db, actor, customer, zone, say, lang, answers }) => {
		const { types, place, people } = answers;
		const wish = {
			customer,
			service: 'book-visit',
			answers: { types, place, people, phone: answers.phone, email: answers.email, note: null },
			email: answers.email.trim().toLowerCase(),
			from_day: answers.from,
			until_day: answers.until,
			part: answers.part as DayPart,
			zone: place.zone ?? zone,
			lang,
		};
		try {
			const { id } = await joinWaitlist(db, actor, wish);
			return { text: say('wait_done', { email: answers.email }, lang), about: { type: 'waiting', id } };
		} catch (error) {
			if (!isProblem(error) || error.code !== 'conflict') throw error;
			throw refuse('types', { code: 'too_many', words: 'wait_too_many' });
		}
	});
