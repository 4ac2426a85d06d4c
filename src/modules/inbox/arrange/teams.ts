import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { memberAddresses } from '#modules/staff/index.ts';
import { teamRemoved, teamSaved } from '../events.ts';
import { canArrange, canReadInbox } from '../policy.ts';
import type { Assignment } from '../tables.ts';

const MOST_TEAMS = 200;

/** `assignment` is null where a team does as the whole inbox. */
export type Team = { id: string; name: string; assignment: Assignment | null; member_ids: string[] };

export async function listTeams(db: Db, actor: Actor): Promise<Team[]> {
	authorise(canReadInbox(actor), actor);
	return db
		.selectFrom('teams as t')
		.select(['t.id', 't.name', 't.assignment'])
		.select(
			sql<string[]>`array(select m.member_id from team_members m where m.team_id = t.id order by 1)`.as('member_ids'),
		)
		.orderBy('t.name')
		.limit(MOST_TEAMS)
		.execute();
}

/** Makes a team, or says all of the one of this id anew. Throws `conflict` for a name that another has, `not_found` for somebody who is not there. */
export async function saveTeam(
	tx: Tx,
	actor: Actor,
	{ id, name, assignment, member_ids }: Omit<Team, 'id'> & { id?: string },
): Promise<string> {
	authorise(canArrange(actor), actor);
	const members = [...new Set(member_ids)];
	if ((await memberAddresses(tx, members)).size < members.length)
		throw problem('not_found', { detail: 'There is nobody like that on the team.' });
	const saved = await (
		id === undefined
			? tx
					.insertInto('teams')
					.values({ id: newId(now(tx)), name, assignment, created_at: now(tx) })
					.returning('id')
			: tx.updateTable('teams').set({ name, assignment }).where('id', '=', id).returning('id')
	)
		.executeTakeFirst()
		.catch((error: unknown) => {
			throw isConstraint(error) ? problem('conflict', { detail: 'There is a team of this name.' }) : error;
		});
	if (!saved) throw problem('not_found');
	await tx.deleteFrom('team_members').where('team_id', '=', saved.id).execute();
	const rows = members.map((member_id) => ({ team_id: saved.id, member_id }));
	if (rows.length > 0) await tx.insertInto('team_members').values(rows).execute();
	await record(tx, actor, teamSaved, { subject: saved.id, payload: {} });
	return saved.id;
}

/** Its conversations are the whole inbox's again. */
export async function removeTeam(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const gone = await tx.deleteFrom('teams').where('id', '=', id).executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw problem('not_found');
	await record(tx, actor, teamRemoved, { subject: id, payload: {} });
}
