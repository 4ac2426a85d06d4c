import { uiLang } from '#core/i18n/say.ts';
import type { ShownTurn } from './shown-turn.ts';

type Telling = { turn: ShownTurn; tool: string; origin: string; note?: string | undefined };

/** How a journey stands, for a model to read: what stands in quotation marks or after a colon is in the language of the customer. */
export function turnText({ turn, tool, origin, note }: Telling): string {
	const { title, id, state } = turn;
	return [
		`${title} · journey_id ${id} · ${state}`,
		note,
		...turn.told.map(({ text, url }) => [text, url].filter(Boolean).join(' ')),
		...faults(turn),
		...standing(turn, tool, origin),
	]
		.filter(Boolean)
		.join('\n');
}

const faults = ({ faults: wrong, ask }: ShownTurn): string[] =>
	Object.entries(wrong)
		.filter(([name]) => name !== ask?.name)
		.map(([name, { text, code }]) => `Will not do: ${name || 'what was said'}: ${text} (${code})`);

function standing(turn: ShownTurn, tool: string, origin: string): string[] {
	const { ask, review, needs, ends, result, state } = turn;
	const after = AFTER[state];
	if (after) return [after, (state === 'pending' && result?.text) || ''];
	if (needs) return needed(turn, needs, origin);
	if (ends) return [`It cannot go on: ${ends.text} (${ends.code})`, 'talk_to_a_person can help from here.'];
	if (ask) return [...sofar(turn), ...question(turn, ask, tool, origin)];
	if (review) return receipt(turn, review, tool);
	return result ? done(result, turn.id) : [];
}

const AFTER: Partial<Record<ShownTurn['state'], string>> = {
	with_team: 'A person of the team has it now and will go on with the customer.',
	pending: 'It is being done. get_journey tells what came of it.',
	stopped: 'It was given up. Nothing was done.',
	expired: 'It was left alone for too long. Begin again.',
	failed: 'It did not work out. talk_to_a_person can help.',
	undone: 'It has been undone.',
};

function needed({ code, lang }: ShownTurn, needs: 'claimed' | 'verified', origin: string): string[] {
	const what = needs === 'verified' ? 'has proved who they are' : 'has given an address';
	const home = `/${uiLang(lang)}`;
	const page = `${origin}${home}/sign-in?next=${encodeURIComponent(`${home}/go-on?code=${code}`)}`;
	return [
		`This is only done for a customer who ${what} (${needs}).`,
		`They sign in and go on with it in a browser: ${page}`,
		`Or they sign in first and connect you again (${origin}/mcp/me), or you bring the token of a session that is ${needs} (POST ${origin}/api/v1/identities).`,
	];
}

const sofar = ({ answers }: ShownTurn): string[] =>
	answers.length > 0 ? [`Known: ${answers.map(({ name, value }) => `${name}: ${value}`).join(' · ')}`] : [];

type Ask = NonNullable<ShownTurn['ask']>;

function question(
	{ more, id }: ShownTurn,
	{ name, label, hint, shape, optional, fault, narrowed }: Ask,
	tool: string,
	origin: string,
) {
	return [
		fault ? `Will not do: ${name}: ${fault.text} (${fault.code})` : '',
		`Next: ${name}: ${label}${hint ? ` (${hint})` : ''}${optional ? ' Optional: null skips it.' : ''}`,
		...howTo(shape, origin),
		narrowed ? 'These fit what was said; another wish finds others.' : '',
		more ? `- and ${more} more: a wish in words, such as a day or a part of a name, narrows them.` : '',
		`Call ${tool} with journey_id ${id} and ${name}.`,
	];
}

function howTo(shape: Ask['shape'], origin: string): string[] {
	if (shape.kind === 'choice') {
		const several = shape.most > 1 ? [`${shape.least} to ${shape.most} of:`] : ['One of:'];
		return [...several, ...shape.options.map(({ value, label }) => `- ${value}: ${label}`)];
	}
	if (shape.kind === 'time')
		return [`One of (${shape.zone}):`, ...shape.offers.map(({ value, label }) => `- ${value}: ${label}`)];
	if (shape.kind === 'file')
		return [
			`Up to ${shape.most} files (${shape.accept.join(', ')}): POST ${origin}/api/v1/files?name=… with the same token answers an id; give the ids.`,
		];
	if (shape.kind === 'place') return ['An address: street, number and town.'];
	if (shape.kind === 'signature') return ['The full name of the customer, who signs with it.'];
	return shape.example ? [`For example: ${shape.example}`] : [];
}

function receipt({ id }: ShownTurn, { lines, more, confirm }: NonNullable<ShownTurn['review']>, tool: string) {
	return [
		'Everything is there, and nothing has been done yet. The receipt:',
		...[...lines, ...more].map(({ label, value }) => `- ${label}: ${value}`),
		`Show it to the customer. Once they agree ("${confirm}"), call ${tool} with journey_id ${id} and confirm: true.`,
	];
}

const done = (
	{ text, lines, reference, links, next, undo_until }: NonNullable<ShownTurn['result']>,
	id: string,
): string[] => [
	`Done: ${text}`,
	...lines.map(({ label, value }) => `- ${label}: ${value}`),
	...(reference ? [`Reference: ${reference}`] : []),
	...links.map((link) => `${link.text}: ${link.url}`),
	...(next
		? [
				`It goes on with the service ${next.service.replaceAll('-', '_')}: call go_on_to_next with journey_id ${id}; its answers are brought along.`,
			]
		: []),
	...(undo_until ? [`undo_journey takes it back until ${undo_until}.`] : []),
];
