import { type App, atTime } from '#app';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { answerInTurn, claimTurn, giveFeedback, handOver, type HandoffReason, openConversation } from '#modules/conversations/index.ts';
import type { Asked } from './demo.ts';
import { answerLetter } from './replies.ts';

/** Of those who do not say whether it helped, every so many wants a person all the same. */
const ONE_ASKS_OF = 4;
/** Of those whom a person helped, every so many says how it was; of these every so many that it was not solved. */
const ONE_SAYS_OF = 2;
const ONE_COMPLAINS_OF = 5;

/** Somebody talks with the assistant, and with a person where that did not help: all at its time in the month that has passed. */
export async function chat(app: App, actor: Actor, { text, lang, rating }: Asked, at: Date, number: number): Promise<void> {
	let time = at;
	const then = atTime(app, () => time);
	const passes = (seconds: number) => void (time = new Date(time.getTime() + seconds * 1_000));
	// In one, or the assistant of this very process would see a customer who waits for weeks.
	const turn = await then.transact(async (tx) => {
		const id = await openConversation(tx, actor, { text, lang, channel: 'web', came: {}, to: 'assistant', fallbackLang: 'en' });
		return claimTurn(tx, id);
	});
	if (!turn) return;
	const conversation = turn.id;
	passes(1);
	await answerInTurn(then, turn, { isTyping: () => false });
	passes(70);
	const reason = reasonOf(rating, number);
	if (!reason && !rating) return;
	await then.transact(async (tx) => {
		if (!reason) return giveFeedback(tx, actor, { conversation, solved: true });
		await handOver(tx, actor, { conversation, reason });
		const letter = { id: conversation, lang, number, at: time };
		const isSettled = await answerLetter(tx, letter, app.clock(), (later) => void (time = later));
		passes(300);
		if (isSettled) await sayHow(tx, actor, conversation, number);
	});
}

function reasonOf(rating: Asked['rating'], number: number): HandoffReason | undefined {
	if (rating === 'not_solved') return 'not_solved';
	return !rating && number % ONE_ASKS_OF === 0 ? 'asked' : undefined;
}

async function sayHow(tx: Tx, actor: Actor, conversation: string, number: number): Promise<void> {
	if (number % ONE_SAYS_OF !== 0) return;
	const complains = number % (ONE_SAYS_OF * ONE_COMPLAINS_OF) === 0;
	const why = complains ? { reasons: ['too_long'], steps: { agent: false } } : {};
	await giveFeedback(tx, actor, { conversation, solved: !complains, ...why });
}
