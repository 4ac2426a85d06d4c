import { type App, atTime } from '#app';
import { ANONYMOUS, type Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { ask, rate } from '#modules/assistant/index.ts';
import { openConversation } from '#modules/conversations/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { sql } from 'kysely';
import type { Asked } from './demo.ts';
import { chat } from './chats.ts';
import { answerLetter } from './replies.ts';

const DAYS = 30;
/** How many write at which hour of the day and on which day of the week (Sunday first): offices by day, phones in the evening, night shifts. */
const HOURS = [1, 1, 1, 1, 2, 4, 8, 14, 18, 17, 15, 13, 10, 14, 16, 15, 12, 9, 7, 7, 6, 5, 3, 2];
const WEEKDAYS = [3, 13, 12, 12, 11, 10, 4];
const RETURN_WITHIN_MS = 6 * 60_000;
/** Of those whom the assistant could not help, every so many writes to the team. */
const ONE_WRITES_OF = 6;
/** Every so many talks with the assistant instead of asking once. */
const ONE_CHATS_OF = 9;

/** Asks everything in order, each person with a session of their own, and returns who they were. `onArrival` hears of them in the transaction that makes them. */
export async function playMonth(app: App, month: readonly Asked[], onArrival: (tx: Tx, ids: string[]) => Promise<void>): Promise<string[]> {
	const random = seeded(1916);
	const times = arrivalTimes(month.length, app.clock(), random);
	await preparePartitions(app, times[0] ?? app.clock());
	await app.scorer.settled();
	const people = await arrive(app, month, times, onArrival);
	let lastOf = new Map<Actor, Date>();
	let unhelped = 0;
	for (const [i, one] of month.entries()) {
		const actor = people.get(one.customer ?? i) ?? ANONYMOUS;
		const before = lastOf.get(actor);
		// Whoever asks again does so while still at it.
		const at = before ? new Date(before.getTime() + 30_000 + random() * RETURN_WITHIN_MS) : (times[i] ?? app.clock());
		lastOf = lastOf.set(actor, at);
		if (i % ONE_CHATS_OF === 4) {
			await chat(app, actor, one, at, Math.floor(i / ONE_CHATS_OF));
			continue;
		}
		const helped = await askOne(app, actor, one, at);
		if (!helped && ++unhelped % ONE_WRITES_OF === 0) await writeToTeam(app, actor, one, at, unhelped / ONE_WRITES_OF);
	}
	return idsOf(people);
}

/** Sessions for everybody, at the time of their first question. */
async function arrive(app: App, month: readonly Asked[], times: Date[], onArrival: (tx: Tx, ids: string[]) => Promise<void>): Promise<People> {
	const people: People = new Map();
	let at = app.clock();
	await atTime(app, () => at).transact(async (tx) => {
		for (const [i, { customer = i, lang }] of month.entries()) {
			if (people.has(customer)) continue;
			at = times[i] ?? at;
			people.set(customer, (await startSession(tx, { lang, channel: 'web' })).actor);
		}
		await onArrival(tx, idsOf(people));
	});
	return people;
}

type People = Map<string | number, Actor>;
const idsOf = (people: People) => [...new Set([...people.values()].map((actor) => actor.id))];

async function askOne(app: App, actor: Actor, { text, lang, rating, missing }: Asked, at: Date): Promise<boolean> {
	const reply = await ask(atTime(app, () => at), actor, { question: text, lang, channel: 'web' });
	if (!rating) return reply.outcome === 'answer' || reply.outcome === 'choices';
	const later = atTime(app, () => new Date(at.getTime() + 45_000));
	const solved = rating === 'solved' && reply.outcome !== 'unsure';
	await later.transact((tx) => rate(tx, actor, { question: reply.question_id, solved, ...(missing && { missing }) }));
	return solved;
}

async function writeToTeam(app: App, actor: Actor, { text, lang, missing }: Asked, asked: Date, number: number): Promise<void> {
	let at = new Date(asked.getTime() + 120_000);
	await atTime(app, () => at).transact(async (tx) => {
		const id = await openConversation(tx, actor, { text: missing ?? text, lang, channel: 'web', came: { words: text }, to: 'person', fallbackLang: 'en' });
		await answerLetter(tx, { id, lang, number, at }, app.clock(), (then) => void (at = then));
	});
}

async function preparePartitions(app: App, first: Date): Promise<void> {
	await sql`select ensure_event_partition(${first}::timestamptz::date)`.execute(app.database.db);
}

/** Rising times over the last thirty days, denser where the weights are higher, never in the future. */
function arrivalTimes(count: number, now: Date, random: () => number): Date[] {
	const end = Math.floor(now.getTime() / 3_600_000) * 3_600_000;
	const hours = Array.from({ length: DAYS * 24 }, (_, i) => new Date(end - (DAYS * 24 - i) * 3_600_000));
	const weights = hours.map((hour) => (HOURS[hour.getUTCHours()] ?? 1) * (WEEKDAYS[hour.getUTCDay()] ?? 1));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const marks = Array.from({ length: count }, () => random() * total).toSorted((a, b) => a - b);
	let at = 0;
	let passed = 0;
	return marks.map((mark) => {
		while (passed + (weights[at] ?? Infinity) < mark) passed += weights[at++] ?? 0;
		return new Date((hours[at]?.getTime() ?? end) + ((mark - passed) / (weights[at] ?? 1)) * 3_600_000);
	});
}

/** A small generator of pseudo-random numbers (mulberry32), so that the month is the same everywhere. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
