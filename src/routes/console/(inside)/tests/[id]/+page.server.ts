import { ANONYMOUS } from '#core/access.ts';
import { defaultLang, offeredLangs } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { timeZone } from '#core/zone.ts';
import { presentRun } from '#channels/rest/routes/test-runs.ts';
import { presentSet } from '#channels/rest/routes/test-sets.ts';
import { articleTitles, preferenceOf } from '#modules/knowledge/index.ts';
import { memberNames } from '#modules/staff/index.ts';
import { EXPECTED, listRuns, listTestQuestions, readSet } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({
	locals: { app, member, lang },
	params: { id },
	url: { searchParams },
	parent,
	depends,
}) => {
	depends('console:tests');
	await parent();
	if (!isId(id)) throw problem('not_found');
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const last = searchParams.get('before') ?? '';
	const before = isId(last) ? last : undefined;
	const show = searchParams.get('show') === 'runs' ? ('runs' as const) : ('questions' as const);
	const filter = {
		q: searchParams.get('q')?.slice(0, 200) ?? '',
		expected: EXPECTED.find((one) => one === searchParams.get('expected')),
	};
	const page = { set_id: id, before, limit: A_PAGE };
	const set = await readSet(db, actor, id);
	const questions = show === 'questions' ? await listTestQuestions(db, actor, { ...page, ...filter }) : [];
	const runs = show === 'runs' ? await listRuns(db, actor, page) : [];
	const people = [...new Set(runs.map((run) => run.actor.id))].filter(isId);
	const prefer = preferenceOf(lang, app.settings.get(defaultLang));
	const rows = show === 'runs' ? runs : questions;
	return {
		set: presentSet(set),
		show,
		filter: { q: filter.q, expected: filter.expected ?? ('' as const) },
		questions: questions.map(({ id: question, text, lang: asked, expected, article_id, question_id }) => ({
			id: question,
			text,
			lang: asked,
			expected,
			article_id,
			question_id,
		})),
		runs: runs.map(presentRun),
		names: Object.fromEntries(await memberNames(db, people)),
		titles: await articleTitles(db, questions.flatMap(({ article_id }) => article_id ?? []), prefer), // prettier-ignore
		langs: app.settings.get(offeredLangs),
		zone: app.settings.get(timeZone),
		next: rows.length === A_PAGE ? rows.at(-1)?.id : undefined,
	};
};
