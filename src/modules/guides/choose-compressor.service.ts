import { numberIn } from './number-in.ts';
import type { Acting, Asking, Content, Line, Result } from '#journeys/definition.ts';
import { choice, yesNo } from '#journeys/fields/choice.ts';
import { service } from '#journeys/service.ts';
import { offeredVisitTypes } from '#modules/bookings/index.ts';
import { handOverJourney } from '#modules/conversations/index.ts';
import { chooseCompressorExamples } from './choose-compressor.examples.ts';
import { MODELS } from './models.ts';
import { type Scored, scoreModels, USES, type Wish } from './score-models.ts';

type Answered = {
	use: string;
	air: string;
	pressure: string;
	hours: string;
	near: boolean;
	power: string;
	budget: string;
	next: string;
};

const AIR = ['0.2', '0.6', '1.4', '2.4', '3.5', '9'] as const;
const PRESSURES = ['8', '10', '13'] as const;
const HOURS = ['3', '8', '24'] as const;
const POWER = ['1', '3'] as const;
const BUDGETS = ['2000', '5000', '10000', '15000', 'open'] as const;
/** How a value stands in the name of its text. */
const key = <V extends string>(value: V) =>
	value.replace('.', '_') as V extends `${infer A}.${infer B}` ? `${A}_${B}` : V;

/** Which compressor fits: asked, reckoned by `scoreModels`, and told with its reasons. */
export const chooseCompressor = service('choose-compressor', {
	title: 'service_choose_compressor',
	summary: 'service_choose_compressor_summary',
	examples: chooseCompressorExamples,
	// Nothing happens by it.
	reviewed: false,
})
	.ask(
		'use',
		choice(
			'choose_use',
			USES.map((value) => ({ value, label: `choose_use_${value}` as const })),
		),
	)
	.ask(
		'air',
		choice(
			'choose_air',
			AIR.map((value) => ({ value, label: `choose_air_${key(value)}` as const })),
		),
	)
	.ask(
		'pressure',
		choice(
			'choose_pressure',
			PRESSURES.map((value) => ({ value, label: `choose_pressure_${value}` as const })),
		),
	)
	.ask(
		'hours',
		choice(
			'choose_hours',
			HOURS.map((value) => ({ value, label: `choose_hours_${value}` as const })),
		),
	)
	.ask('near', yesNo('choose_near'))
	.ask(
		'power',
		choice(
			'choose_power',
			POWER.map((value) => ({ value, label: `choose_power_${value}` as const })),
		),
	)
	.ask(
		'budget',
		choice(
			'choose_budget',
			BUDGETS.map((value) => ({ value, label: `choose_budget_${value}` as const })),
		),
	)
	.tell(recommended)
	.ask(
		'next',
		choice('choose_then', async ({ db, once }) => {
			const offered = await once('visit types', () => offeredVisitTypes(db));
			const visit = { value: 'visit', label: 'choose_then_visit' } as const;
			return [
				...(offered.length > 0 ? [visit] : []),
				{ value: 'person', label: 'choose_then_person' } as const,
				{ value: 'nothing', label: 'choose_then_nothing' } as const,
			];
		}),
	)
	.act(async (acting) => ({ ...(await goingOn(acting)), lines: linesOf(acting) }));

type Given = Omit<Answered, 'next'>;

const wishOf = ({ use, air, pressure, hours, near, power, budget }: Given): Wish => ({
	use: use as Wish['use'],
	air: Number(air),
	pressure: Number(pressure),
	hours: Number(hours),
	near,
	phases: power === '1' ? 1 : 3,
	budget: budget === 'open' ? undefined : Number(budget),
});

/** The best and the next best. */
const chosen = (answers: Given): Scored[] => scoreModels(MODELS, wishOf(answers)).slice(0, 2);

type Saying = Pick<Asking<Given>, 'say' | 'lang' | 'answers'>;

function recommended({ say, lang, answers }: Saying): Content[] {
	const [best, second] = chosen(answers);
	if (!best) return [{ kind: 'text', text: say('choose_none', {}, lang) }];
	const told = [say('choose_best', { model: best.model.id }, lang), reasons(best, { say, lang, answers })];
	const next = second && [
		say('choose_second', { model: second.model.id }, lang),
		reasons(second, { say, lang, answers }),
	];
	return [told, ...(next ? [next] : [])].map((lines) => ({ kind: 'text', text: lines.join('\n') }));
}

function reasons({ model, air, good, bad }: Scored, { say, lang, answers }: Saying): string {
	const args = {
		air: numberIn(air, lang),
		needed: numberIn(Number(answers.air), lang),
		noise: `${model.noise}`,
		price: numberIn(model.price, lang),
		hours: `${model.hours}`,
	};
	return [
		...good.map((reason) => `+ ${say(`choose_good_${reason}`, args, lang)}`),
		...bad.map((reason) => `− ${say(`choose_bad_${reason}`, args, lang)}`),
	].join('\n');
}

const linesOf = ({ say, lang, answers }: Saying): Line[] =>
	chosen(answers).map((scored, i) => ({
		label: say(i === 0 ? 'choose_line_best' : 'choose_line_second', {}, lang),
		value: `${scored.model.id} (${scored.score}/100)`,
	}));

async function goingOn(acting: Acting<Answered>): Promise<Result> {
	const { db, say, lang, answers, journey, customer, channel, zone } = acting;
	const [best] = chosen(answers);
	const goal = best ? say('choose_goal', { model: best.model.id }, lang) : say('choose_goal_none', {}, lang);
	if (answers.next === 'visit')
		return { text: say('choose_done_visit', {}, lang), next: { service: 'book-visit', answers: { note: goal } } };
	if (answers.next !== 'person') return { text: say('choose_done', {}, lang) };
	const title = say('service_choose_compressor', {}, lang);
	const passed = await handOverJourney(db, { journey, title, customer, goal, reason: 'asked', lang, channel, zone });
	const { id, reference } = passed;
	const links = [{ url: `/${lang}/chat/${id}`, text: say('fault_follow', {}, lang) }];
	return { text: say('choose_done_person', {}, lang), reference, about: { type: 'conversation', id }, links };
}
