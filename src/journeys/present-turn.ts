import { z } from 'zod';
import { JOURNEY_STATES, SOURCES } from './tables.ts';
import type { Turn } from './turn.ts';

const said = z.object({ code: z.string(), text: z.string() });
const line = z.object({ label: z.string(), value: z.string() });
const known = line.extend({ name: z.string(), raw: z.unknown(), by: z.enum(SOURCES), at: z.string() });

const shape = z
	.discriminatedUnion('kind', [
		z.object({
			kind: z.literal('open'),
			input: z.enum(['text', 'number', 'email', 'tel', 'date']),
			lines: z.number(),
			longest: z.number(),
			example: z.string().optional(),
		}),
		z.object({
			kind: z.literal('choice'),
			options: z.array(
				z.object({ value: z.string(), label: z.string(), hint: z.string().optional(), picture: z.string().optional() }),
			),
			least: z.number(),
			most: z.number(),
		}),
		z.object({
			kind: z.literal('time'),
			zone: z.string(),
			offers: z.array(
				z.object({ value: z.string(), from: z.string(), until: z.string(), zone: z.string(), label: z.string() }),
			),
		}),
		z.object({ kind: z.literal('place'), near: z.object({ lat: z.number(), lon: z.number() }).optional() }),
		z.object({ kind: z.literal('file'), accept: z.array(z.string()), most: z.number() }),
		z.object({ kind: z.literal('signature') }),
	])
	.meta({ description: 'How it is asked; any of them may be answered in words as well' });

export const journeyShape = z.object({
	id: z.string(),
	service: z.string(),
	title: z.string(),
	state: z.enum(JOURNEY_STATES),
	lang: z.string(),
	code: z.string().meta({ description: 'With it the journey goes on on any other device: as good as a key' }),
	updated_at: z.string(),
	told: z.array(z.object({ kind: z.enum(['text', 'picture', 'link']), text: z.string(), url: z.string().optional() })),
	ask: z
		.object({
			name: z.string(),
			label: z.string(),
			hint: z.string().optional(),
			shape,
			optional: z.boolean(),
			from: z.number().meta({ description: 'From which on, in a dialogue that shows a few at a time' }),
			narrowed: z.boolean().meta({ description: 'Not all there is, but what fits what was said' }),
			fault: said.optional(),
			before: z.unknown().optional(),
		})
		.optional(),
	review: z
		.object({ lines: z.array(known), more: z.array(line), confirm: z.string() })
		.optional()
		.meta({ description: 'The receipt: nothing has happened yet, and nothing is left to ask' }),
	needs: z.enum(['claimed', 'verified']).optional().meta({ description: 'How sure we have to be who it is' }),
	ends: said.optional().meta({ description: 'Why it cannot go on' }),
	result: z
		.object({
			text: z.string(),
			lines: z.array(line),
			reference: z.string().optional(),
			about: z.object({ type: z.string(), id: z.string() }).optional(),
			links: z.array(z.object({ url: z.string(), text: z.string() })),
			next: z
				.object({ service: z.string(), answers: z.record(z.string(), z.unknown()), journey: z.string().optional() })
				.optional(),
			undo_until: z.string().nullable(),
		})
		.optional(),
	faults: z.record(z.string(), said),
	answers: z.array(known),
	progress: z.object({ done: z.number(), of: z.number() }),
});

export type PresentedTurn = z.infer<typeof journeyShape>;

/** As everybody outside reads it: by the API, by other programs, and by what is kept with a message. */
export function presentTurn(turn: Turn): PresentedTurn {
	const { journey, told, ask, review, needs, ends, result, faults, answers, progress } = turn;
	const { id, service, title, state, lang, code, updated_at } = journey;
	return {
		id,
		service,
		title,
		state,
		lang,
		code,
		updated_at: updated_at.toISOString(),
		told: [...told],
		...(ask && { ask: presentPrompt(ask) }),
		...(review && { review: { lines: [...review.lines], more: [...review.more], confirm: review.confirm } }),
		...(needs && { needs }),
		...(ends && { ends }),
		...(result && { result: presentResult(result) }),
		faults,
		answers: [...answers],
		progress,
	};
}

function presentPrompt({ shape: asked, hint, fault, before, ...ask }: NonNullable<Turn['ask']>) {
	return {
		...ask,
		...(hint && { hint }),
		...(fault && { fault }),
		...(before !== undefined && { before }),
		shape: shape.parse(asked),
	};
}

function presentResult({
	text,
	lines = [],
	links = [],
	reference,
	about,
	next,
	undo_until,
}: NonNullable<Turn['result']>) {
	return {
		text,
		lines: [...lines],
		links: [...links],
		...(reference && { reference }),
		...(about && { about }),
		...(next && { next }),
		undo_until: undo_until?.toISOString() ?? null,
	};
}
