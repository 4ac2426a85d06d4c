import type { Db } from '#core/db.ts';
import type { Live } from '#core/live.ts';
import type { Log } from '#core/log.ts';
import { OWED, PASSING } from '../topic.ts';
import type { Passing } from '../live/passing.ts';
import { isNobodysTurn, takeTurn, type TurnApp } from './take-turn.ts';

type AttendantApp = TurnApp & { database: { db: Db }; live: Live; log: Log };
/** `settled` resolves when nobody is being answered. */
export type Attendant = { settled(): Promise<void>; close(): Promise<void> };

const SWEEP_MS = 5_000;
/** Who waits for longer was forgotten: the process that should have answered is gone. */
const FORGOTTEN_MS = 2_000;
const SWEPT_AT_ONCE = 50;
/** A customer who typed so lately has not finished. */
const TYPES_ON_MS = 2_500;

/** The assistant in conversations: answers as soon as something is said to it, and sees every few seconds whether anybody was forgotten. */
export function openAttendant(app: AttendantApp): Attendant {
	const { db } = app.database;
	const turns = new Map<string, Promise<void>>();
	const again = new Set<string>();
	const typed = new Map<string, number>();
	let closed = false;
	const isTyping = (id: string) => Date.now() - (typed.get(id) ?? 0) < TYPES_ON_MS;
	const attend = (id: string) => {
		again.add(id);
		if (closed || turns.has(id)) return;
		const turn = answerAll(id).finally(() => {
			turns.delete(id);
			typed.delete(id);
		});
		turns.set(id, turn);
	};
	const answerAll = async (id: string) => {
		while (again.delete(id))
			await takeTurn(app, id, { isTyping: () => !closed && isTyping(id) }).catch((error: Error) =>
				app.log.warn({ conversation: id, err: error.message }, 'the assistant could not answer'),
			);
	};
	const ends = [
		app.live.watch(OWED, (id) => {
			// What was being typed has arrived.
			typed.delete(id);
			attend(id);
		}),
		app.live.watch(PASSING, (id, data) => {
			const { kind, by } = data as Partial<Extract<Passing, { kind: 'typing' }>>;
			if (kind === 'typing' && by === 'customer' && turns.has(id)) typed.set(id, Date.now());
		}),
	];
	const sweep = async () => {
		const before = new Date(app.clock().getTime() - FORGOTTEN_MS);
		const rows = await db
			.selectFrom('conversations')
			.select('id')
			.where('owes_answer_at', '<', before)
			.where(isNobodysTurn)
			.orderBy('owes_answer_at')
			.limit(SWEPT_AT_ONCE)
			.execute();
		for (const { id } of rows) attend(id);
	};
	const timer = setInterval(() => void sweep().catch(() => {}), SWEEP_MS);
	void sweep().catch(() => {});
	return {
		settled: async () => {
			while (turns.size > 0) await Promise.all(turns.values());
		},
		close: async () => {
			closed = true;
			clearInterval(timer);
			for (const end of ends) end();
			await Promise.all(turns.values());
		},
	};
}
