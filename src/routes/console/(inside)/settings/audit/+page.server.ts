import { ANONYMOUS } from '#core/access.ts';
import { isDay, spanOf } from '#core/days.ts';
import { isId } from '#core/ids.ts';
import { timeZone } from '#core/zone.ts';
import { listAudit, listKeys, listMembers, memberNames } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	const wanted = filterOf(url.searchParams);
	const { from, until: to } = spanOf(wanted, app.settings.get(timeZone));
	const rows = await listAudit(db, actor, { ...wanted, from, to, limit: A_PAGE });
	const people = [...new Set(rows.flatMap((row) => [row.actor.id, row.subject_id]))].filter(isId);
	const [names, keys, members] = await Promise.all([
		memberNames(db, people),
		listKeys(db, actor),
		listMembers(db, actor),
	]);
	for (const key of keys) names.set(key.id, key.name);
	return {
		filter: { actor: wanted.actor_id ?? '', about: wanted.about ?? '', from: wanted.from ?? '', to: wanted.to ?? '' },
		members: members.map(({ id, name }) => ({ id, name })),
		rows: rows.map(({ id, name, subject_id, actor: by, at, payload }) => ({
			id,
			name,
			payload,
			at,
			by: by.kind === 'system' ? undefined : (names.get(by.id) ?? by.id),
			subject: names.get(subject_id),
		})),
		next: rows.length === A_PAGE ? rows.at(-1)?.id : undefined,
	};
};

/** What makes no sense in an address is not there. */
function filterOf(search: URLSearchParams) {
	const of = (name: string, fits: (value: string) => boolean) => {
		const value = search.get(name) ?? '';
		return fits(value) ? value : undefined;
	};
	return {
		actor_id: of('actor', (value) => isId(value) || value === 'system'),
		about: of('about', (value) => /^[a-z_]{1,40}$/.test(value)),
		from: of('from', isDay),
		to: of('to', isDay),
		before: of('before', isId),
	};
}
