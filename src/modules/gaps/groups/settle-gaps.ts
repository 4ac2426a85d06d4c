import { type Actor, authorise, SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { StoredEvent } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import { inTurns } from '#core/in-turns.ts';
import type { Refresher } from '#core/refresh.ts';
import { now, type Transact } from '#core/transaction.ts';
import { type Scorer, upToDate } from '#modules/assistant/index.ts';
import { type Library, translationWritten } from '#modules/knowledge/index.ts';
import { gapClosed, gapReplayed } from '../events.ts';
import { canMend } from '../policy.ts';
import { PATIENCE_MS, verdictOf } from '../replay/replay.ts';
import '../tables.ts';
import { lockGap } from './lock-gap.ts';
import { questionsOf } from './questions-of.ts';
import { recount } from './recount.ts';

type SettleApp = {
	database: { db: Db };
	transact: Transact;
	refresher: Refresher;
	library: Library;
	scorer: Scorer;
};

/** When the article of a gap is published its questions are asked again, of the real search and what was learnt from the article. */
export const settleGaps = {
	how: 'act' as const,
	name: 'settle-gaps',
	events: [translationWritten],
	handle: async (app: SettleApp, { payload }: StoredEvent) => {
		if (payload.status !== 'published') return;
		const gaps = await app.database.db
			.selectFrom('gaps')
			.select('root_id')
			.distinct()
			.where('article_id', '=', String(payload.article_id))
			.execute();
		if (gaps.length === 0) return;
		await upToDate(app);
		for (const { root_id } of gaps) await settle(app, SYSTEM, root_id);
	},
};

/**
 * The same when somebody wants to know: an article of before may have been mended. As many questions as there is time for, the newest first; only a gap of
 * which all were asked is closed by it. Throws `not_found`.
 */
export async function replayGap(app: SettleApp, actor: Actor, id: string): Promise<Settled> {
	authorise(canMend(actor), actor);
	return settle(app, actor, id, PATIENCE_MS);
}

type Settled = {
	answered: number;
	left: number;
	questions: { id: string; text: string; lang: string; outcome: string; article_id: string | null; right: boolean }[];
};

/** A question asked in vain so often is represented by its newest. */
const REPLAYED = 1_000;

async function settle(app: SettleApp, actor: Actor, id: string, patience = Infinity): Promise<Settled> {
	const { db } = app.database;
	const parts = await db.selectFrom('gaps').select('article_id').where('root_id', '=', id).execute();
	if (parts.length === 0) throw problem('not_found');
	// A gap may have been merged after an article was begun for it.
	const written = new Set(parts.flatMap((part) => part.article_id ?? []));
	const asked = await questionsOf(db, id, REPLAYED);
	const questions: Settled['questions'] = [];
	const end = performance.now() + patience;
	const turn = inTurns();
	for (const { id: question, text, lang, asked_lang } of asked) {
		await turn();
		if (performance.now() > end) break;
		const { article_id, outcome } = verdictOf(app.scorer.consider(text, asked_lang ?? undefined));
		const right = outcome === 'answer' && article_id !== null && written.has(article_id);
		questions.push({ id: question, text, lang, outcome, article_id, right });
	}
	const right = questions.filter((one) => one.right).map((one) => one.id);
	const wrong = questions.filter((one) => !one.right).map((one) => one.id);
	if (written.size > 0)
		await app.transact((tx) => mark(tx, actor, id, { right, wrong, isWhole: questions.length === asked.length }));
	return { answered: right.length, left: wrong.length, questions };
}

type Found = { right: string[]; wrong: string[]; isWhole: boolean };

async function mark(tx: Tx, actor: Actor, id: string, { right, wrong, isWhole }: Found) {
	const { status } = await lockGap(tx, id);
	const members = tx.updateTable('gap_questions');
	if (right.length > 0)
		await members
			.set({ answered_at: now(tx) })
			.where('question_id', 'in', right)
			.where('answered_at', 'is', null)
			.execute();
	if (wrong.length > 0) await members.set({ answered_at: null }).where('question_id', 'in', wrong).execute();
	await recount(tx, [id]);
	await record(tx, actor, gapReplayed, { subject: id, payload: { answered: right.length, left: wrong.length } });
	if (!isWhole || wrong.length > 0 || right.length === 0 || (status !== 'open' && status !== 'drafted')) return;
	await tx
		.updateTable('gaps')
		.set({ status: 'closed', status_before: status, changed_at: now(tx) })
		.where('id', '=', id)
		.execute();
	await record(tx, actor, gapClosed, { subject: id, payload: {} });
}
