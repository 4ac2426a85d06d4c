import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { StoredEvent } from '#core/events/define.ts';
import { recordAll } from '#core/events/record.ts';
import type { RollSubscriber } from '#core/events/subscribe.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { questionAsked, rated } from '#modules/assistant/index.ts';
import { gapFound, gapReopened } from '../events.ts';
import '../tables.ts';
import type { Why } from '../tables.ts';
import { countFeatures, discountQuestions, featureCounts } from './count-features.ts';
import { featuresOf } from './features.ts';
import { likeness, SAME } from './likeness.ts';
import { type Member, membersNear, sharesMuch } from './members-near.ts';
import { recount } from './recount.ts';

/** Groups what was asked in vain as it is asked. A question is placed once: what people merge or split afterwards stays theirs. */
export const gatherGaps: RollSubscriber = {
	how: 'roll',
	name: 'gather-gaps',
	events: [questionAsked, rated],
	roll: gather,
};

async function gather(tx: Tx, events: StoredEvent[]): Promise<void> {
	await letGo(tx, events);
	await place(tx, await askedInVain(tx, reasonsIn(events)));
}

/** A question that was taken out of its gap finds its place again, if it was asked in vain. */
export async function placeAgain(tx: Tx, questionId: string): Promise<void> {
	const question = await tx
		.selectFrom('questions as q')
		.leftJoin('ratings as r', 'r.question_id', 'q.id')
		.select(['q.outcome', 'r.solved'])
		.where('q.id', '=', questionId)
		.executeTakeFirst();
	const why = question?.outcome === 'unsure' ? 'unsure' : question?.solved === false ? 'rated' : undefined;
	if (why) await place(tx, await askedInVain(tx, new Map([[questionId, why]])));
}

async function place(tx: Tx, asked: readonly InVain[]): Promise<void> {
	if (asked.length === 0) return;
	const counts = await featureCounts(tx, asked);
	const known = await membersNear(tx, asked, counts);
	const found: string[] = [];
	const placed: Placed[] = [];
	for (const question of asked) {
		const near = [...(known.get(question.id) ?? []), ...placed.filter((other) => sharesMuch(question, other, counts))];
		const home = bestGap(near, (member) => likeness(question, member, counts));
		const gap_id = home?.gap_id ?? newId(now(tx));
		if (!home) found.push(gap_id);
		placed.push({ ...question, gap_id, root_id: home?.root_id ?? gap_id });
	}
	await insertGaps(tx, found, placed);
	await insertMembers(tx, placed);
	await countFeatures(tx, asked);
	const roots = [...new Set(placed.map(({ root_id }) => root_id))];
	await reopen(tx, roots);
	await recount(tx, roots);
}

type InVain = Omit<Member, 'gap_id' | 'root_id'> & { why: Why; at: Date };
type Placed = InVain & Member;

/** Whoever changed their mind was helped after all. */
async function letGo(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
	const helped = events.flatMap(({ name, payload }) =>
		name === rated.name && payload.solved && payload.question_id ? [String(payload.question_id)] : [],
	);
	if (helped.length === 0) return;
	const gone = await tx
		.deleteFrom('gap_questions')
		.where('question_id', 'in', helped)
		.where('why', '=', 'rated')
		.returning(['gap_id', 'features'])
		.execute();
	await discountQuestions(tx, gone);
	await recount(
		tx,
		gone.map(({ gap_id }) => gap_id),
	);
}

function reasonsIn(events: readonly StoredEvent[]): Map<string, Why> {
	const reasons = new Map<string, Why>();
	for (const { name, subject_id, payload } of events) {
		if (name === questionAsked.name && payload.outcome === 'unsure') reasons.set(subject_id, 'unsure');
		if (name === rated.name && !payload.solved && payload.question_id)
			reasons.set(String(payload.question_id), 'rated');
	}
	return reasons;
}

async function askedInVain(tx: Tx, reasons: ReadonlyMap<string, Why>): Promise<InVain[]> {
	if (reasons.size === 0) return [];
	const rows = await tx
		.selectFrom('questions as q')
		.leftJoin('gap_questions as member', 'member.question_id', 'q.id')
		.leftJoin('question_articles as given', 'given.question_id', 'q.id')
		.select(['q.id', 'q.text', 'q.lang', 'q.shown', 'q.at'])
		.where('q.id', 'in', [...reasons.keys()])
		.where('q.text', '!=', '')
		.where('member.question_id', 'is', null)
		.where('given.question_id', 'is', null)
		.orderBy('q.id')
		.forShare('q')
		.execute();
	return rows
		.map(({ id, text, lang, shown, at }) => ({
			id,
			lang,
			at,
			why: reasons.get(id)!,
			features: featuresOf(text, lang),
			articles: shown.slice(0, 2).map(({ article_id }) => article_id),
		}))
		.filter(({ features }) => features.length > 0);
}

/** A group is as near as its nearest three on average: one odd member must not draw others in. */
const NEAREST = 3;

function bestGap(near: readonly Member[], like: (member: Member) => number) {
	let best: { gap_id: string; root_id: string; mean: number } | undefined;
	for (const [root_id, members] of Map.groupBy(near, (member) => member.root_id)) {
		const ranked = members
			.map((member) => ({ gap_id: member.gap_id, likeness: like(member) }))
			.toSorted((a, b) => b.likeness - a.likeness)
			.slice(0, NEAREST);
		const mean = ranked.reduce((sum, one) => sum + one.likeness, 0) / ranked.length;
		if (mean >= SAME && mean > (best?.mean ?? 0)) best = { gap_id: ranked[0]!.gap_id, root_id, mean };
	}
	return best;
}

async function insertGaps(tx: Tx, ids: readonly string[], placed: readonly Placed[]): Promise<void> {
	if (ids.length === 0) return;
	const at = now(tx);
	const langs = new Map(placed.toReversed().map(({ gap_id, lang }) => [gap_id, lang]));
	const row = (id: string) => ({
		id,
		root_id: id,
		status: 'open' as const,
		lang: langs.get(id)!,
		last_at: at,
		created_at: at,
		changed_at: at,
	});
	await tx.insertInto('gaps').values(ids.map(row)).execute();
	await recordAll(
		tx,
		gapFound,
		ids.map((subject) => ({ actor: SYSTEM, subject, payload: {} })),
	);
}

async function insertMembers(tx: Tx, placed: readonly Placed[]): Promise<void> {
	const rows = placed.map(({ id, gap_id, why, features, articles, at }) => ({
		question_id: id,
		gap_id,
		why,
		features: [...features],
		articles: [...articles],
		at,
	}));
	await tx
		.insertInto('gap_questions')
		.values(rows)
		.onConflict((oc) => oc.column('question_id').doNothing())
		.execute();
}

async function reopen(tx: Tx, roots: readonly string[]): Promise<void> {
	const reopened = await tx
		.updateTable('gaps')
		.set({ status: 'open', status_before: null, changed_at: now(tx) })
		.where('id', 'in', roots)
		.where('status', '=', 'closed')
		.returning('id')
		.execute();
	await recordAll(
		tx,
		gapReopened,
		reopened.map(({ id }) => ({ actor: SYSTEM, subject: id, payload: {} })),
	);
}
