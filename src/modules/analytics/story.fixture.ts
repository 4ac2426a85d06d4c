import { type App, atTime } from '#app';
import type { Actor } from '#core/access.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { assistantEvents } from '#modules/assistant/index.ts';
import { handedOver, messageWritten } from '#modules/conversations/index.ts';

const [questionAsked, rated] = assistantEvents;

type About = { articles?: string[]; channel?: string; lang?: string };
/** With `words` the question stands in the log too, where gaps are gathered. */
type Asked = About & { words?: string };

/** Somebody whose signs are written as facts, each at a time of the story: `'03 09:30'` is half past nine in the morning of 3 June, in UTC. */
export function person(app: App) {
	const actor: Actor = { kind: 'customer', id: newId(), assurance: 'anonymous', scopes: [] };
	const customer = actor.id;
	const at = (time: string) => atTime(app, () => new Date(`2026-06-${time.replace(' ', 'T')}:00Z`));
	const sayOf = async (
		time: string,
		rating: string,
		target: { question_id: string } | { translation_id: string },
		solved: boolean,
	) =>
		at(time).transact((tx) =>
			record(tx, actor, rated, {
				subject: rating,
				customer,
				lang: 'en',
				channel: 'web',
				payload: { question_id: null, translation_id: null, ...target, solved },
			}),
		);
	return {
		asks: async (
			time: string,
			outcome: 'answer' | 'choices' | 'unsure',
			{ articles = [], channel = 'web', lang = 'en', words }: Asked = {},
		): Promise<string> => {
			const subject = newId();
			const payload = { outcome, confidence: 0.5, articles };
			await at(time).transact(async (tx) => {
				await record(tx, actor, questionAsked, { subject, customer, channel, lang, payload });
				if (words === undefined) return;
				const row = { id: subject, text: words, lang, channel, outcome, confidence: 0.5, shown: '[]', at: now(tx) };
				await tx.insertInto('questions').values(row).execute();
			});
			return subject;
		},
		/** An opinion of a question; `rating` is that of before when they change their mind. */
		says: async (time: string, question: string, solved: boolean, rating = newId()): Promise<string> => {
			await sayOf(time, rating, { question_id: question }, solved);
			return rating;
		},
		saysOfText: (time: string, translation: string, solved: boolean) =>
			sayOf(time, newId(), { translation_id: translation }, solved),
		writes: async (
			time: string,
			{ articles = [], channel = 'web', lang = 'en', question }: About & { question?: string } = {},
		) => {
			const subject = newId();
			const payload = {
				handoff_id: newId(),
				reason: 'form',
				turns: 0,
				articles,
				...(question && { question_id: question }),
			};
			await at(time).transact((tx) => record(tx, actor, handedOver, { subject, customer, channel, lang, payload }));
			return subject;
		},
		adds: (time: string, conversation: string) =>
			at(time).transact((tx) =>
				record(tx, actor, messageWritten, {
					subject: conversation,
					customer,
					payload: { message_id: newId(), author: 'customer', kind: 'message', holder: 'team' },
				}),
			),
	};
}
