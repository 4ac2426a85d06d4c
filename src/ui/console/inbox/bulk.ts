import { call } from '../call.ts';

export type BulkAct = { kind: 'assign'; member: string | null } | { kind: 'snooze'; until: Date } | { kind: 'close' };

type Back = () => Promise<unknown>;
type Report = { done: number; failed: number; undo: Back };

/** So many at a time: the others of the office want to be answered too. */
const AT_ONCE = 4;

/** Does the same to many conversations, each in its own transaction: one that refuses does not hold up the others. */
export async function actOnAll(ids: readonly string[], act: BulkAct): Promise<Report> {
	const backs: Back[] = [];
	let failed = 0;
	await inTurns(ids, async (id) => {
		try {
			backs.push(await one(id, act));
		} catch {
			failed += 1;
		}
	});
	return { done: backs.length, failed, undo: () => inTurns(backs, (back) => back()) };
}

async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
	const left = [...all];
	const work = async () => {
		for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Answers how to undo it. */
async function one(id: string, act: BulkAct): Promise<Back> {
	const path = `/conversations/${id}`;
	if (act.kind === 'close') {
		await call('PUT', `${path}/closing`);
		return () => call('DELETE', `${path}/closing`);
	}
	const [what, value] =
		act.kind === 'assign' ? ['assignee', { member_id: act.member }] : ['snooze', { until: act.until.toISOString() }];
	const { before } = await call<{ before: string | null }>('PUT', `${path}/${what}`, { body: value });
	return () =>
		call('PUT', `${path}/${what}`, { body: act.kind === 'assign' ? { member_id: before } : { until: before } });
}
