import { redirect } from '@sveltejs/kit';
import { ANONYMOUS } from '#core/access.ts';
import { problem } from '#core/errors.ts';
import { isId } from '#core/ids.ts';
import { describeCustomer, listHistory } from '#modules/customers/index.ts';
import { memberNames } from '#modules/staff/index.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals: { app, member }, params: { id }, url, parent }) => {
	await parent();
	const actor = member?.actor ?? ANONYMOUS;
	const { db } = app.database;
	if (!isId(id)) throw problem('not_found');
	const customer = await describeCustomer(db, actor, id);
	// A person is shown as whole as they are exported and erased: under the id that all others were merged into.
	const whole = [id, ...customer.also].find((each) => !customer.merges.some(({ from_id }) => from_id === each));
	if (whole && whole !== id) redirect(303, `/console/customers/${whole}`);
	const last = url.searchParams.get('before') ?? '';
	const history = await listHistory(db, actor, { id, before: isId(last) ? last : undefined, limit: A_PAGE });
	const names = await memberNames(db, [...history, ...customer.merges].map((row) => row.actor.id).filter(isId));
	const by = ({ kind, id: who }: { kind: string; id: string }) => ({ kind, name: names.get(who) });
	return {
		customer: {
			id,
			name: customer.name,
			lang: customer.lang,
			groups: customer.groups,
			created_at: customer.created_at,
			last_seen_at: customer.last_seen_at,
			erased_at: customer.erased_at,
			identities: customer.identities.map(({ id: identity, kind, value, level, created_at, verified_at }) => ({
				id: identity,
				kind,
				value,
				level,
				at: verified_at ?? created_at,
			})),
			merges: customer.merges.map(({ id: merge, why, note, shown_by, actor: who, at }) => ({
				id: merge,
				why,
				note,
				shown_by,
				by: by(who),
				at,
			})),
		},
		history: history.map(({ id: fact, name, subject_type, subject_id, actor: who, at, payload }) => ({
			id: fact,
			name,
			about: { type: subject_type, id: subject_id },
			by: by(who),
			at,
			payload,
		})),
		next: history.length === A_PAGE ? history.at(-1)?.id : undefined,
	};
};
