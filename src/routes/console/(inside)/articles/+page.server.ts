import { ANONYMOUS } from '#core/access.ts';
import { defaultLang } from '#core/brand.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { presentArticle } from '#channels/rest/routes/knowledge-articles.ts';
import {
	type Filter,
	filterSchema,
	listArticleRows,
	listViews,
	preferenceOf,
	readTree,
} from '#modules/knowledge/index.ts';
import { listMembers, memberNames } from '#modules/staff/index.ts';
import { hasGuards } from '#modules/test-sets/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals: { app, lang, member }, url, parent, depends }) => {
	depends('console:articles');
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const filter = filterIn(url.searchParams);
	const prefer = preferenceOf(lang, app.settings.get(defaultLang));
	const today = dayIn(app.settings.get(timeZone), app.clock());
	const [list, tree, views, guarded, members] = await Promise.all([
		listArticleRows(db, actor, { filter, limit: A_PAGE, prefer, today }),
		readTree(db, actor, prefer),
		listViews(db, actor),
		hasGuards(db),
		listMembers(db, actor),
	]);
	const people = members.map(({ id, name }) => ({ id, name }));
	const known = new Map(people.map(({ id, name }) => [id, name]));
	const left = list.items.flatMap(({ owner_id }) => (owner_id && !known.has(owner_id) ? [owner_id] : []));
	return {
		filter,
		today,
		list: { ...list, items: list.items.map(presentArticle) },
		tree,
		views,
		guarded,
		people,
		names: Object.fromEntries([...known, ...(await memberNames(db, [...new Set(left)]))]),
	};
};

/** What makes no sense in an address is not there. */
function filterIn(search: URLSearchParams): Filter {
	const known = Object.entries(filterSchema.shape).map(([name, part]) => {
		const read = part.safeParse(search.get(name) ?? undefined);
		return [name, read.success && read.data !== '' ? read.data : undefined] as const;
	});
	return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
