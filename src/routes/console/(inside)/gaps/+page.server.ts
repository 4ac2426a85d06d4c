import { ANONYMOUS } from '#core/access.ts';
import { isId } from '#core/ids.ts';
import { type GapStatus, listGaps } from '#modules/gaps/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;
const STATUSES: GapStatus[] = ['open', 'drafted', 'closed', 'dismissed'];

export const load: PageServerLoad = async ({ locals: { app, member }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const status = STATUSES.find((one) => one === url.searchParams.get('status')) ?? 'open';
	const last = url.searchParams.get('after') ?? '';
	const after = isId(last) ? last : undefined;
	const rows = await listGaps(app.database.db, actor, { status, after, limit: A_PAGE, at: app.clock() });
	return {
		status,
		rows: rows.map(({ id, question, lang, article_id, customers, questions, answered, weeks, last_at }) => ({
			id,
			question,
			lang,
			article_id,
			customers,
			questions,
			answered,
			weeks,
			last_at,
		})),
		next: rows.length === A_PAGE ? rows.at(-1)?.id : undefined,
	};
};
