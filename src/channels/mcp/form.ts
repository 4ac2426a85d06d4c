import type { ElicitRequestFormParams } from '@modelcontextprotocol/sdk/types.js';
import type { Say } from '#core/i18n/say.ts';
import { type Shape, valuesOf } from '#journeys/shapes.ts';
import type { Prompt, Turn } from '#journeys/turn.ts';
import type { Form } from './questions.ts';
import { MOST_OFFERED, shownTurn } from './shown-turn.ts';

type Property = ElicitRequestFormParams['requestedSchema']['properties'][string];

/** What may reach another process in one piece, in any script. */
const LONGEST = 1_500;
const IN_WORDS = 'in_words';

/** The open question of a journey as a form that a client can show; none for what a form cannot ask, such as a file. */
export function formFor(say: Say, turn: Turn): Form | undefined {
	const { ask, review, journey } = turn;
	if (review) return receiptForm(turn, review);
	if (!ask) return undefined;
	const property = propertyOf(shownShape(turn) ?? ask.shape, ask);
	if (!property) return undefined;
	const title = say('mcp_in_words', {}, journey.lang);
	const words = isCut(ask.shape) && { [IN_WORDS]: { type: 'string' as const, title, maxLength: LONGEST } };
	return {
		message: messageOf(turn, ask),
		requestedSchema: {
			type: 'object',
			properties: { [ask.name]: property, ...words },
			required: ask.optional || words ? [] : [ask.name],
		},
	};
}

/** What was put into such a form. */
export function valueIn({ name, shape }: Prompt, content: Record<string, unknown>): unknown {
	const words = content[IN_WORDS];
	if (isCut(shape) && typeof words === 'string' && words.trim() !== '') return words;
	const given = content[name] ?? null;
	return typeof given === 'boolean' ? (given ? YES : NO) : given;
}

const [YES, NO] = ['yes', 'no'];

const shownShape = (turn: Turn): Shape | undefined => shownTurn(turn).ask?.shape as Shape | undefined;

const isCut = (shape: Shape): boolean => valuesOf(shape).length > MOST_OFFERED;

function messageOf({ journey, told, faults }: Turn, { label, hint, fault }: Prompt): string {
	const wrong = fault ?? faults[''];
	return [journey.title, ...told.map(({ text }) => text), wrong?.text, label, hint].filter(Boolean).join('\n');
}

function propertyOf(shape: Shape, { label, hint }: Prompt): Property | undefined {
	const named = { title: label, ...(hint && { description: hint }) };
	if (shape.kind === 'choice') return choiceOf(shape, named);
	if (shape.kind === 'time') {
		const offers = shape.offers.map(({ value, label: title }) => ({ const: value, title }));
		return offers.length > 0 ? { type: 'string', ...named, oneOf: offers } : undefined;
	}
	if (shape.kind === 'file') return undefined;
	const maxLength = Math.min(shape.kind === 'open' ? shape.longest : LONGEST, LONGEST);
	const isEmail = shape.kind === 'open' && shape.input === 'email';
	// Numbers and days too: "three" and "next Friday" are understood, and a client that insists on digits would not let them through.
	return { type: 'string', ...named, maxLength, ...(isEmail && { format: 'email' as const }) };
}

function choiceOf(
	{ options, least, most }: Extract<Shape, { kind: 'choice' }>,
	named: { title: string; description?: string },
): Property | undefined {
	if (options.length === 0) return undefined;
	const offered = options.map(({ value, label, hint }) => ({
		const: value,
		title: hint ? `${label} · ${hint}` : label,
	}));
	if (most > 1) return { type: 'array', ...named, minItems: least, maxItems: most, items: { anyOf: offered } };
	const values = options.map(({ value }) => value);
	if (values.join() === `${YES},${NO}`) return { type: 'boolean', ...named };
	return { type: 'string', ...named, oneOf: offered };
}

function receiptForm({ journey }: Turn, { lines, more, confirm }: NonNullable<Turn['review']>): Form {
	const receipt = [...lines, ...more].map(({ label, value }) => `${label}: ${value}`);
	return {
		message: [journey.title, ...receipt].join('\n'),
		requestedSchema: {
			type: 'object',
			properties: { confirm: { type: 'boolean', title: confirm } },
			required: ['confirm'],
		},
	};
}
