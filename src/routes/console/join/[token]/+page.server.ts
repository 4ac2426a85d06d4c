import { isProblem } from '#core/errors.ts';
import { readLink } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app }, params }) => {
	const link = await readLink(app.database.db, params.token, app.clock()).catch((error: unknown) => {
		if (isProblem(error)) return undefined;
		throw error;
	});
	if (!link) return { kind: 'used' as const };
	if (link.kind === 'setup') return { kind: link.kind };
	const { name, email } = link.member;
	return { kind: link.kind, name, email };
};
