import { z } from 'zod';
import type { App } from '#app';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { beginJourney, JOURNEYS_AN_HOUR } from '#journeys/begin.ts';
import type { Definition } from '#journeys/definition.ts';
import { fillIn, SUBMITS_A_MINUTE } from '#journeys/fill-in.ts';
import { schemaOf as questionsOf } from '#journeys/json-schema.ts';
import type { Run } from '#journeys/run.ts';
import { type Turn, turnAfter } from '#journeys/turn.ts';
import { inWords } from '#journeys/wording.ts';
import { idSchema, langSchema } from '../rest/schemas.ts';
import { askOnTheWay } from './ask-on-the-way.ts';
import { turnShape } from './shown-turn.ts';
import { channel, tellTurn, toolName } from './tell-turn.ts';
import { type Call, schemaOf, type Tool } from './tool.ts';
import { refused, refuseWrong } from './tool-errors.ts';

/** What every service takes beside the answers to its questions. */
const common = z.object({
	journey_id: idSchema
		.optional()
		.meta({ description: 'To go on with one that was begun; without it a new one begins' }),
	confirm: z
		.boolean()
		.optional()
		.meta({ description: 'true: do it. Only once the customer has agreed to the receipt' }),
	lang: langSchema
		.optional()
		.meta({ description: 'In which language the customer reads: en, zh-Hans, zh-Hant, vi, th' }),
	time_zone: z
		.string()
		.max(64)
		.optional()
		.meta({ description: 'IANA, of the customer; for words such as "tomorrow at 9"' }),
});
export const RESERVED = Object.keys(common.shape);

type Asked = z.infer<typeof common>;
const commonSchema = schemaOf(common, 'input');
const outputSchema = schemaOf(turnShape, 'output');

/** A service as a tool: one call may answer any number of its questions, begin it or do it. */
export const serviceTool = (definition: Definition): Tool => ({
	name: toolName(definition),
	describe: (app, lang) => ({
		title: inWords(app.say, { words: definition.title }, lang),
		description: described(app, definition, lang),
		inputSchema: {
			type: 'object',
			properties: { ...propertiesOf(definition, app, lang), ...commonSchema.properties },
			additionalProperties: false,
		},
		outputSchema,
		annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
	}),
	call: async (call, args) => {
		const read = common.loose().safeParse(args ?? {});
		if (!read.success) return refuseWrong(read.error);
		const { journey_id, confirm, lang, time_zone, ...values } = read.data;
		const unknown = Object.keys(values).filter((name) => !questions(definition).includes(name));
		if (unknown.length > 0)
			return refused(
				`${unknown.join(', ')}: no question of this service. There are: ${questions(definition).join(', ')}.`,
			);
		const asked = { journey_id, confirm, lang, time_zone };
		const turn = await serve(call, definition, asked, values);
		const { turn: last, note } = call.ask ? await askOnTheWay(call, turn) : { turn, note: undefined };
		return tellTurn(call, last, note);
	},
});

const questions = ({ steps }: Definition): string[] =>
	steps.flatMap((step) => (step.kind === 'ask' ? [step.name] : []));

/** None is required: a model gives what it knows, and is told what is missing. */
const propertiesOf = (definition: Definition, app: App, lang: string): Record<string, object> =>
	questionsOf(definition, app.say, lang).properties as Record<string, object>;

function described({ say }: App, { summary, audience, reviewed }: Definition, lang: string): string {
	const how = reviewed
		? 'It answers with what is still missing, then with a receipt; nothing happens before confirm: true.'
		: 'It answers with what is still missing, and is done as soon as nothing is.';
	const who = audience === 'anonymous' ? '' : ` Only for customers who are ${audience}.`;
	return `${inWords(say, { words: summary }, lang)} Give what the customer has said; every question may also be answered in their words. ${how}${who}`;
}

async function serve(call: Call, definition: Definition, asked: Asked, values: Record<string, unknown>): Promise<Turn> {
	const { app, actor } = call;
	const { journey_id, confirm, lang, time_zone: zone } = asked;
	if (actor.id === '') throw problem('unauthenticated');
	if (!journey_id) await call.spend(JOURNEYS_AN_HOUR);
	if (confirm) await call.spend(SUBMITS_A_MINUTE);
	return call.act(async (tx) => {
		const begin = async () => {
			const first = lang ?? call.lang ?? app.settings.get(defaultLang);
			const run = await beginJourney(app, tx, actor, { service: definition.id, channel, lang: first, zone });
			return run.journey.id;
		};
		const journey = journey_id ?? (await begin());
		const run = await fillIn(app, tx, actor, { journey, values, confirm, channel, lang });
		refuseOther(run, definition);
		return turnAfter(run);
	});
}

function refuseOther({ definition }: Run, { id }: Definition): void {
	if (definition.id === id) return;
	throw problem('invalid_input', { detail: `This journey is one of ${toolName(definition)}: call that.` });
}
