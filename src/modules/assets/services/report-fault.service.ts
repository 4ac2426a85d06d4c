import type { Acting, Asking, Content } from '#journeys/definition.ts';
import { choice, yesNo } from '#journeys/fields/choice.ts';
import { photo } from '#journeys/fields/file.ts';
import { phone } from '#journeys/fields/phone.ts';
import { longText } from '#journeys/fields/text.ts';
import { momentIn } from '#journeys/moment-in.ts';
import { service } from '#journeys/service.ts';
import { contactBy, offeredVisitTypes } from '#modules/bookings/index.ts';
import { handOverJourney } from '#modules/conversations/index.ts';
import { groupsOf } from '#modules/customers/index.ts';
import { expectedBy } from '#modules/promises/index.ts';
import { errorCode } from './error-code.ts';
import { knownSerial, toldOfSerial } from './known-serial.ts';
import { reportFaultExamples } from './report-fault.examples.ts';

type Reported = {
	danger: boolean;
	runs: string;
	code: string | null;
	solved?: boolean | null | undefined;
	serial?: string | null | undefined;
	what?: string | undefined;
	help?: string | undefined;
	phone?: string | undefined;
};

/** Minutes of open time in which somebody of the team answers. */
const ANSWER_WITHIN = 30;
const REPAIR = 'repair';

const isOpen = ({ solved }: { solved?: boolean | null }) => solved !== true;

/** Something is broken: what the articles say of it first, then a person, then somebody who comes. */
export const reportFault = service('report-fault', {
	title: 'service_report_fault',
	summary: 'service_report_fault_summary',
	confirm: 'service_report_fault_confirm',
	examples: reportFaultExamples,
	// Where the article has helped there is nothing to send.
	reviewed: ({ solved }) => solved !== true,
	rules: { answer_within: ANSWER_WITHIN },
})
	.ask('danger', yesNo('fault_danger', { hint: 'fault_danger_hint' }))
	.tellWhen(
		({ danger }) => danger,
		({ say, lang }) => [{ kind: 'text', text: say('fault_switch_off', {}, lang) }],
	)
	.ask(
		'runs',
		choice('fault_runs', [
			{ value: 'stopped', label: 'fault_runs_stopped' },
			{ value: 'badly', label: 'fault_runs_badly' },
			{ value: 'running', label: 'fault_runs_running' },
		]),
	)
	.askMaybe('code', errorCode('fault_code', { hint: 'fault_code_hint' }))
	.tell(fixInArticles)
	.askMaybeWhen(({ danger, code }) => !danger && code !== null, 'solved', {
		...yesNo('fault_solved'),
		// Nothing was found that they could have tried.
		known: async (asking) => (fixFor(asking) ? undefined : null),
	})
	.askMaybeWhen(isOpen, 'serial', knownSerial('asset_serial', 'asset_serial_hint'))
	.tellWhen(isOpen, toldOfSerial)
	.askMaybeWhen(
		(answers) => isOpen(answers) && !answers.serial,
		'plate',
		photo('fault_plate', { hint: 'fault_plate_hint', most: 2 }),
	)
	.askWhen(isOpen, 'what', longText('fault_what', { hint: 'fault_what_hint' }))
	.askWhen(
		(answers) => isOpen(answers) && !answers.danger,
		'help',
		choice(
			'fault_help',
			[
				{ value: 'remote', label: 'fault_help_remote', hint: 'fault_help_remote_hint' },
				{ value: 'visit', label: 'fault_help_visit', hint: 'fault_help_visit_hint' },
			],
			{ hint: 'fault_help_hint' },
		),
	)
	.askWhen(isOpen, 'phone', phone('book_phone', { known: contactBy('phone') }))
	.receipt(async (asking) => {
		const due = await answerBy(asking);
		return due ? [{ label: asking.say('fault_answer_by', {}, asking.lang), value: due }] : [];
	})
	.act(async (acting) => {
		const { say, lang, answers } = acting;
		return answers.solved === true ? { text: say('fault_done_solved', {}, lang) } : passOn(acting);
	});

/** Nothing is tried out where somebody is in danger. */
const fixFor = ({ lookUp, lang, answers: { danger, code } }: Asking<Pick<Reported, 'danger' | 'code'>>) =>
	danger || !code ? undefined : lookUp?.(code, lang);

function fixInArticles(asking: Asking<Pick<Reported, 'danger' | 'code'>>): Content[] {
	const fix = fixFor(asking);
	if (!fix) return [];
	const { title, url, text } = fix;
	const from = asking.say('fault_fix', { code: asking.answers.code ?? '', title }, asking.lang);
	return [
		{ kind: 'text', text: `${from}\n${text}` },
		{ kind: 'link', url, text: title },
	];
}

/** When somebody will have answered, on the clocks of the customer. */
async function answerBy({ db, customer, channel, lang, zone, now, rules }: Asking): Promise<string | undefined> {
	const circumstances = { channel, lang, topics: [], groups: await groupsOf(db, customer), within: withinOf(rules) };
	const expected = await expectedBy(db, circumstances, now);
	return expected && momentIn(expected.due_at, { lang, zone, now });
}

const withinOf = ({ answer_within }: Asking['rules']): number => Number(answer_within ?? ANSWER_WITHIN);

/** To a person, by a clock that runs for both sides; whoever needs somebody to come can choose the time at once. */
async function passOn(acting: Acting<Reported>) {
	const { db, journey, customer, lang, channel, zone, say, answers, rules } = acting;
	const goal = answers.what ?? '';
	const fix = fixFor(acting);
	const { id, reference, due_at } = await handOverJourney(db, {
		journey,
		title: say('service_report_fault', {}, lang),
		customer,
		goal,
		reason: answers.solved === false ? 'not_solved' : 'asked',
		lang,
		channel,
		zone,
		articles: fix && [fix.article],
		within: withinOf(rules),
	});
	const by = due_at && momentIn(due_at, acting);
	const next = await visitFor(acting);
	return {
		text: by ? say('fault_done', { by }, lang) : say('fault_done_open', {}, lang),
		reference,
		about: { type: 'conversation', id },
		links: [{ url: `/${lang}/chat/${id}`, text: say('fault_follow', {}, lang) }],
		...(next && { next }),
	};
}

async function visitFor({ db, answers, say, lang }: Acting<Reported>) {
	const offered = await offeredVisitTypes(db);
	if (answers.help === 'remote' || offered.length === 0) return undefined;
	const { serial, code, what, phone: rung } = answers;
	const machine = serial && `${say('asset_serial_short', {}, lang)} ${serial}`;
	const note = [machine, code, what].filter(Boolean).join(', ');
	const isRepaired = offered.some((type) => type.code === REPAIR);
	return { service: 'book-visit', answers: { ...(isRepaired && { types: [REPAIR] }), phone: rung, note } };
}
