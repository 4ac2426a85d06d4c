import { ANONYMOUS } from '#core/access.ts';
import { isId } from '#core/ids.ts';
import { findCustomers } from '#modules/customers/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;
const LONGEST = 254;

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const q = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST);
	const last = url.searchParams.get('before') ?? '';
	const before = isId(last) ? last : undefined;
	const rows = await findCustomers(app.database.db, actor, { q, before, limit: A_PAGE });
	return {
		q,
		rows: rows.map(({ id, name, lang, level, address, created_at }) => ({
			id,
			name,
			lang,
			level,
			address,
			created_at,
		})),
		next: rows.length === A_PAGE ? rows.at(-1)?.id : undefined,
	};
};
