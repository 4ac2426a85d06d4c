import { phone } from '#journeys/fields/phone.ts';
import { rating, yesNo } from '#journeys/fields/choice.ts';
import { longText } from '#journeys/fields/text.ts';
import { service } from '#journeys/service.ts';
import { contactBy } from './contact.ts';
import { rateVisitExamples } from './rate-visit.examples.ts';

const WELL = 4;

/** What they thought of our visit. The answers of the journey are the record: there is nothing else to write. */
export const rateVisit = service('rate-visit', {
	title: 'service_rate_visit',
	summary: 'service_rate_visit_summary',
	confirm: 'service_rate_visit_confirm',
	examples: rateVisitExamples,
})
	.ask('stars', rating('rate_stars'))
	.askWhen(({ stars }) => stars < WELL, 'bad', longText('rate_bad'))
	.askMaybe('good', longText('rate_good'))
	.askWhen(({ stars }) => stars < WELL, 'call', yesNo('rate_call'))
	.askWhen(({ call }) => call === true, 'phone', phone('book_phone', { known: contactBy('phone') }))
	.act(async ({ answers, say, lang }) => ({
		text: say(answers.stars < WELL ? 'rate_done_low' : 'rate_done', {}, lang),
	}));
