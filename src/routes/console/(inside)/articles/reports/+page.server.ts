import { ANONYMOUS } from '#core/access.ts';
import { REPORTS, type ReportName } from '#ui/console/articles/reports.ts';
import { bareImages, brokenLinks, duplicates, listRedirects, outsideLinks } from '#modules/knowledge/index.ts';
import type { PageServerLoad } from './$types';

/** Long enough to work through; what is mended makes room for the next. */
const A_PAGE = 100;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent, depends }) => {
	depends('console:reports');
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const report = REPORTS.find((name) => name === url.searchParams.get('report')) ?? 'links';
	const page = { limit: A_PAGE };
	const on = <T>(name: ReportName, read: () => Promise<T[]>): Promise<T[]> =>
		name === report ? read() : Promise.resolve([]);
	const [links, twins, images, redirects, outside] = await Promise.all([
		on('links', () => brokenLinks(db, actor, page)),
		on('duplicates', () => duplicates(db, actor, page)),
		on('images', () => bareImages(db, actor, page)),
		on('redirects', () => listRedirects(db, actor, page)),
		on('outside', () => outsideLinks(db, actor, page)),
	]);
	return {
		report,
		links,
		twins,
		images,
		redirects,
		outside,
		isCut: [links, twins, images, redirects, outside].some(({ length }) => length === A_PAGE),
	};
};
