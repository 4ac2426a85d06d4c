import { z } from 'zod';
import { customerIn } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import type { Tx } from '#core/db.ts';
import { JOURNEYS_AN_HOUR } from '#journeys/begin.ts';
import { followJourney } from '#journeys/follow.ts';
import { readJourney } from '#journeys/lock.ts';
import { CODES_TRIED_AN_HOUR, resumeJourney } from '#journeys/resume.ts';
import { allOffered } from '#journeys/registry.ts';
import { openRun, type Run } from '#journeys/run.ts';
import { stop } from '#journeys/stop.ts';
import { type Turn, turnAfter, turnOf } from '#journeys/turn.ts';
import { undoJourney } from '#journeys/undo.ts';
import { inWords } from '#journeys/wording.ts';
import { idSchema, langSchema } from '../../rest/schemas.ts';
import { shownTurn, turnShape } from '../shown-turn.ts';
import { channel, toolName } from '../tell-turn.ts';
import { type Call, tool } from '../tool.ts';
import { turnText } from '../turn-text.ts';

const one = z.strictObject({ journey_id: idSchema });
const reader = { lang: langSchema.optional() };

const told = ({ origin }: Call, turn: Turn) => {
	const data = shownTurn(turn);
	return { text: turnText({ turn: data, tool: toolName({ id: data.service }), origin }), data };
};

const services = tool({
	name: 'list_services',
	title: 'What can be done here',
	description: 'The services of this business, each with the tool that gets it done.',
	input: z.strictObject(reader),
	output: z.object({
		items: z.array(
			z.object({
				id: z.string(),
				tool: z.string(),
				title: z.string(),
				summary: z.string(),
				audience: z.enum(['anonymous', 'claimed', 'verified']),
			}),
		),
	}),
	reads: true,
	run: async ({ app, actor, lang: reads }, { lang: asked = reads ?? app.settings.get(defaultLang) }) => {
		const items = allOffered(app.services, customerIn(actor)).map(({ id, title, summary, audience }) => ({
			id,
			tool: toolName({ id }),
			title: inWords(app.say, { words: title }, asked),
			summary: inWords(app.say, { words: summary }, asked),
			audience,
		}));
		const lines = items.map(({ tool: name, title, summary }) => `- ${name}: ${title}. ${summary}`);
		return { text: lines.join('\n') || 'There are no services yet.', data: { items } };
	},
});

const getJourney = tool({
	name: 'get_journey',
	title: 'How it stands',
	description: 'How something that was begun stands: what is still asked, the receipt, or what came of it.',
	input: one.extend(reader),
	output: turnShape,
	reads: true,
	run: async (call, { journey_id, lang: asked }) => {
		const { app, actor } = call;
		const { db } = app.database;
		const journey = await readJourney(db, actor, journey_id);
		return told(call, await turnOf({ app, db, actor, now: app.clock(), lang: asked }, journey));
	},
});

type Door = { journey: string; channel: string };

/** Tells how it stands after an act on it. */
async function after(call: Call, journey: string, act: (tx: Tx, door: Door) => Promise<Run>) {
	const turn = await call.act(async (tx) => turnAfter(await act(tx, { journey, channel })));
	return told(call, turn);
}

const undo = tool({
	name: 'undo_journey',
	title: 'Undo it',
	description: 'Takes back what was done, while that can be undone; the reply of the service says until when.',
	input: one,
	output: turnShape,
	run: (call, { journey_id }) => after(call, journey_id, (tx, door) => undoJourney(call.app, tx, call.actor, door)),
});

const giveUp = tool({
	name: 'stop_journey',
	title: 'Give it up',
	description: 'Gives up something that was begun and not done; a time that was held for it is free again.',
	input: one,
	output: turnShape,
	run: (call, { journey_id }) =>
		after(call, journey_id, async (tx, door) => {
			const run = await openRun(call.app, tx, call.actor, door);
			return run.journey.state === 'open' ? stop(run) : run;
		}),
});

const goOn = tool({
	name: 'go_on',
	title: 'Go on with a code',
	description:
		'Goes on with something that was begun elsewhere (on the web, in a chat, by telephone), by the code shown there.',
	input: z.strictObject({ code: z.string().max(40) }),
	output: turnShape,
	run: async (call, { code }) => {
		const { app, actor } = call;
		await call.spend({ ...CODES_TRIED_AN_HOUR, by: 'address' });
		const turn = await call.act(async (tx) => {
			const journey = await resumeJourney(app, tx, actor, { code, channel });
			return turnOf({ app, db: tx, actor, now: app.clock() }, journey);
		});
		return told(call, turn);
	},
});

const next = tool({
	name: 'go_on_to_next',
	title: 'Go on with what it leads to',
	description: 'Goes on with the service to which something that is done has led, with the answers it brings along.',
	input: one,
	output: turnShape,
	run: async (call, { journey_id }) => {
		await call.spend(JOURNEYS_AN_HOUR);
		return after(call, journey_id, (tx, door) => followJourney(call.app, tx, call.actor, door));
	},
});

export const journeyTools = [services, getJourney, undo, giveUp, goOn, next];
