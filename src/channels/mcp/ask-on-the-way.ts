import { fillIn, SUBMITS_A_MINUTE } from '#journeys/fill-in.ts';
import { type Prompt, type Turn, turnAfter } from '#journeys/turn.ts';
import { formFor, valueIn } from './form.ts';
import type { Reply } from './questions.ts';
import { channel } from './tell-turn.ts';
import type { Call } from './tool.ts';

/** Whoever answers wrong this often is better served in words. */
const MOST_ASKED = 40;

type Told = { turn: Turn; note?: string | undefined };

/** Asks the customer what is still missing, one question after the other, and at last whether to do it: past the model, which can make up neither. */
export async function askOnTheWay(call: Call, first: Turn): Promise<Told> {
	let turn = first;
	for (let asked = 0; asked < MOST_ASKED; asked++) {
		const form = turn.journey.state === 'open' ? formFor(call.app.say, turn) : undefined;
		const reply = form && (await call.ask?.(form));
		if (!reply) break;
		if (reply.action !== 'accept') return { turn, note: declined(reply) };
		if (!turn.ask && reply.content?.confirm !== true) return { turn, note: NOT_YET };
		turn = turn.ask ? await answered(call, turn, turn.ask, reply) : await confirmed(call, turn);
		await call.progress(turn.progress.done, turn.progress.of + 1);
	}
	return { turn };
}

const NOT_YET =
	'The customer does not want it done like this. What they have answered is kept: ask them what to change.';

const declined = ({ action }: Reply): string =>
	action === 'decline'
		? 'The customer did not want to answer in the form. What they have answered is kept: ask them in words, or let it be.'
		: 'The customer closed the form. What they have answered is kept, and it can go on at any time.';

const answered = (call: Call, { journey }: Turn, ask: Prompt, { content = {} }: Reply): Promise<Turn> =>
	go(call, journey.id, { values: { [ask.name]: valueIn(ask, content) } });

async function confirmed(call: Call, { journey }: Turn): Promise<Turn> {
	await call.spend(SUBMITS_A_MINUTE);
	return go(call, journey.id, { values: {}, confirm: true });
}

async function go(
	call: Call,
	journey: string,
	filling: { values: Record<string, unknown>; confirm?: true },
): Promise<Turn> {
	// Whoever has signed out meanwhile answers nothing any more.
	const actor = await call.again();
	return call.act(async (tx) => turnAfter(await fillIn(call.app, tx, actor, { journey, channel, ...filling })));
}
