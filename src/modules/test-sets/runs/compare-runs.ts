import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { canReadTests } from '../policy.ts';
import { readRun } from './list-runs.ts';
import { type Kind, KINDS } from './kinds.ts';
import { type Result, results } from './list-results.ts';

export type Compared = { kind: Kind; before: Result | null; now: Result | null };
export type Comparison = { counts: Record<Kind, number>; items: Compared[] };

/** A set holds no more. */
const MOST = 2_000;

/**
 * What a run found otherwise than another of the same set; what passes in both with the same article is left out. A question that was worded anew, or of which
 * something else is expected, is another one. Throws `not_found`, and `invalid_input` for a run of another set.
 */
export async function compareRuns(
	db: Db,
	actor: Actor,
	{ id, other }: { id: string; other: string },
): Promise<Comparison> {
	authorise(canReadTests(actor), actor);
	const [run, earlier] = [await readRun(db, actor, id), await readRun(db, actor, other)];
	if (run.set_id !== earlier.set_id) throw refusal();
	const [now, before] = [await resultsOf(db, id), await resultsOf(db, other)];
	const items = [...new Set([...now.keys(), ...before.keys()])].flatMap((key): Compared[] => {
		const both = { before: before.get(key) ?? null, now: now.get(key) ?? null };
		const kind = kindOf(both);
		return kind ? [{ kind, ...both }] : [];
	});
	const counts = Object.fromEntries(KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind).length]));
	return {
		counts: counts as Record<Kind, number>,
		items: items.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)),
	};
}

async function resultsOf(db: Db, run_id: string): Promise<Map<string, Result>> {
	const rows = await results(db).where('r.run_id', '=', run_id).orderBy('r.question_id').limit(MOST).execute();
	return new Map(rows.map((row) => [JSON.stringify([row.id, row.text, row.lang, row.expected, row.article_id]), row]));
}

export function kindOf({ before, now }: { before: Result | null; now: Result | null }): Kind | undefined {
	if (!before) return 'only_now';
	if (!now) return 'only_before';
	if (before.passed !== now.passed) return now.passed ? 'newly_passing' : 'newly_failing';
	if (!now.passed) return 'still_failing';
	return before.first_id === now.first_id ? undefined : 'other_article';
}

const refusal = () => {
	const message = 'Runs of one set are compared.';
	return problem('invalid_input', { detail: message, errors: [{ path: 'with', code: 'other_set', message }] });
};
