import { ANONYMOUS } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { presentCompared, presentResult, presentRun } from '#channels/rest/routes/test-runs.ts';
import { articleTitles, preferenceOf } from '#modules/knowledge/index.ts';
import { compareRuns, listResults, listRuns, readRun, readSet, type Result, SHOWN } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 100;
/** Of each kind, where two runs are compared. */
const SHOWN_OF_A_KIND = 100;
const RUNS = 50;

export const load: PageServerLoad = async ({
	locals: { app, member, lang },
	params: { id, run: run_id },
	url: { searchParams },
	parent,
	depends,
}) => {
	depends('console:tests');
	await parent();
	if (!isId(id) || !isId(run_id)) throw problem('not_found');
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const [set, run] = [await readSet(db, actor, id), await readRun(db, actor, run_id)];
	if (run.set_id !== id) throw problem('not_found');
	const given = searchParams.get('after') ?? '';
	const after = isId(given) ? given : undefined;
	const show = SHOWN.find((one) => one === searchParams.get('show')) ?? 'failed';
	const runs = await listRuns(db, actor, { set_id: id, limit: RUNS });
	const others = runs.filter((one) => one.id !== run_id && one.done > 0);
	const other = others.find((one) => one.id === searchParams.get('with'))?.id;
	const compared = other ? await compareRuns(db, actor, { id: run_id, other }) : undefined;
	const kept = compared?.items.filter(
		({ kind }, i, all) => i - all.findIndex((one) => one.kind === kind) < SHOWN_OF_A_KIND,
	);
	const results = compared ? [] : await listResults(db, actor, { run_id, show, after, limit: A_PAGE });
	const all = [...results, ...(kept ?? []).flatMap(({ before, now }) => [before, now])];
	return {
		set: { id, name: set.name },
		run: { ...presentRun(run), is_stopping: run.is_stopping },
		show,
		results: results.map(presentResult),
		next: results.length === A_PAGE ? results.at(-1)?.id : undefined,
		others: others.map(presentRun),
		other,
		compared: compared && { counts: compared.counts, items: (kept ?? []).map(presentCompared) },
		titles: await titlesOf(db, all, preferenceOf(lang, app.settings.get(defaultLang))),
	};
};

function titlesOf(db: Db, results: readonly (Result | null)[], prefer: ReturnType<typeof preferenceOf>) {
	const ids = results.flatMap((result) => (result ? [result.article_id, result.first_id, result.live_first_id] : []));
	return articleTitles(
		db,
		ids.filter((id) => id !== null),
		prefer,
	);
}
