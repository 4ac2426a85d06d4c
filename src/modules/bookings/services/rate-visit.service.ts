import { isProblem } from '#core/errors.ts';
import type { MessageKey } from '#core/i18n/say.ts';
import type { Acting, Result } from '#journeys/definition.ts';
import { choice, many, rating, yesNo } from '#journeys/fields/choice.ts';
import { phone } from '#journeys/fields/phone.ts';
import { longText } from '#journeys/fields/text.ts';
import { momentIn } from '#journeys/moment-in.ts';
import { refuse } from '#journeys/perform.ts';
import { service } from '#journeys/service.ts';
import { handOverJourney } from '#modules/conversations/index.ts';
import { RATED, type Rated, WELL } from '../kinds.ts';
import { rateVisit as rate } from '../visits/rate-visit.ts';
import { contactBy } from './contact.ts';
import { noneToRate, unratedChoices } from './own-visits.ts';
import { rateVisitExamples } from './rate-visit.examples.ts';

type Rating = {
	visit: string;
	stars: number;
	good: string[] | null;
	bad?: string[] | null | undefined;
	comment: string | null;
	call?: boolean | undefined;
};

/** Minutes of open time in which somebody rings up who was asked to. */
const CALL_WITHIN = 240;

const FULL = 5;
const LABELS = {
	punctual: 'rate_punctual',
	friendly: 'rate_friendly',
	work: 'rate_work',
	explained: 'rate_explained',
	tidy: 'rate_tidy',
} as const satisfies Record<Rated, MessageKey>;
const ASPECTS = RATED.map((value) => ({ value, label: LABELS[value] }));

const isLow = ({ stars }: Pick<Rating, 'stars'>) => stars < WELL;

/** What they thought of our visit, once for each; whoever was not content is rung up if they like. */
export const rateVisit = service('rate-visit', {
	title: 'service_rate_visit',
	summary: 'service_rate_visit_summary',
	confirm: 'service_rate_visit_confirm',
	examples: rateVisitExamples,
	version: 2,
	rules: { call_within: CALL_WITHIN },
})
	.eligible(noneToRate)
	.ask('visit', choice('visit_which', unratedChoices, { onlyOne: 'known' }))
	.ask('stars', rating('rate_stars'))
	.askMaybeWhen(({ stars }) => stars < FULL, 'bad', many('rate_bad', ASPECTS))
	.askMaybe('good', many('rate_good', ASPECTS))
	.askMaybe('comment', longText('rate_comment'))
	.askWhen(isLow, 'call', yesNo('rate_call'))
	.askWhen(({ call }) => call === true, 'phone', phone('book_phone', { known: contactBy('phone') }))
	.act(async (acting) => {
		const { say, lang, answers } = acting;
		const about = { type: 'visit', id: await keep(acting) };
		if (answers.call) return { ...(await passOn(acting)), about };
		return { text: say(isLow(answers) ? 'rate_done_low' : 'rate_done', {}, lang), about };
	});

async function keep({ db, actor, journey, answers }: Acting<Rating>): Promise<string> {
	const { visit, stars, good, bad, comment, call = false } = answers;
	const named = (codes: readonly string[] | null | undefined) => RATED.filter((code) => codes?.includes(code));
	try {
		const rated = { visit, stars, good: named(good), bad: named(bad), comment: comment ?? '', call, journey };
		return (await rate(db, actor, rated)).id;
	} catch (error) {
		if (!isProblem(error)) throw error;
		throw refuse('visit', { code: 'rated_before', words: 'rate_before' });
	}
}

/** To a person who rings them up, by a clock that runs for both sides. */
async function passOn(acting: Acting<Rating>): Promise<Omit<Result, 'about'>> {
	const { db, journey, customer, lang, channel, zone, say, answers, rules } = acting;
	const { stars, bad, comment } = answers;
	const wrong = RATED.filter((code) => bad?.includes(code)).map((code) => say(LABELS[code], {}, lang));
	const lines = [say('rate_goal', { stars: `${stars}` }, lang), wrong.join(', '), comment];
	const { id, reference, due_at } = await handOverJourney(db, {
		journey,
		title: say('service_rate_visit', {}, lang),
		customer,
		goal: lines.filter(Boolean).join('\n'),
		reason: 'asked',
		lang,
		channel,
		zone,
		within: Number(rules.call_within ?? CALL_WITHIN),
	});
	const text = due_at
		? say('rate_done_call', { by: momentIn(due_at, acting) }, lang)
		: say('rate_done_call_open', {}, lang);
	return { text, reference, links: [{ url: `/${lang}/chat/${id}`, text: say('fault_follow', {}, lang) }] };
}
