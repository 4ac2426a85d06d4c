import { call } from '../call.ts';

export type BulkAct =
	| { kind: 'assign'; member_id: string | null }
	| { kind: 'team'; team_id: string | null }
	| { kind: 'tag'; tag_id: string }
	| { kind: 'snooze'; until: Date }
	| { kind: 'close' | 'reopen' };

type Reply = { id: string | null; results: { conversation_id: string; result: string }[] };
export type Report = { done: number; failed: number; undo: (() => Promise<void>) | undefined };

/** Does the same to many conversations: one that refuses does not hold up the others. */
export const actOnAll = (conversation_ids: readonly string[], act: BulkAct): Promise<Report> =>
	run('/inbox/acts', '/inbox/acts', { ...act, conversation_ids });

export const runMacro = (macro: string, conversation_ids: readonly string[]): Promise<Report> =>
	run(`/macros/${macro}/runs`, '/macros/runs', { conversation_ids });

async function run(path: string, undone: string, body: object): Promise<Report> {
	const { id, results } = await call<Reply>('POST', path, { body });
	const failed = results.filter(({ result }) => result !== 'done' && result !== 'unchanged').length;
	return {
		done: results.length - failed,
		failed,
		undo: id === null ? undefined : () => call('DELETE', `${undone}/${id}`),
	};
}
