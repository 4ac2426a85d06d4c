import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { answeringMembers } from '#modules/staff/index.ts';
import { canChangePresence, canReadInbox } from '../policy.ts';
import '../tables.ts';

/** `capacity` null: no limit; `langs` empty: any language. `load`: so many open conversations they have that are not put off. */
export type Colleague = {
	id: string;
	name: string;
	available: boolean;
	away_since: Date | null;
	capacity: number | null;
	langs: string[];
	given_at: Date | null;
	load: number;
};

export async function listColleagues(db: Db, actor: Actor): Promise<Colleague[]> {
	authorise(canReadInbox(actor), actor);
	return colleagues(db, await answeringMembers(db));
}

export async function colleagues(db: Db, ids: readonly string[]): Promise<Colleague[]> {
	const { rows } = await sql<Colleague>`
		select m.id, m.name, coalesce(i.available, true) as available, i.away_since, i.capacity, coalesce(i.langs, '{}') as langs, i.given_at,
			(select count(*)::int from conversations c
				where c.assignee_id = m.id and c.status = 'open' and c.holder = 'team' and c.snoozed_until is null) as load
		from members m left join inbox_members i on i.member_id = m.id
		where m.id = any(${ids}::uuid[]) order by m.name, m.id`.execute(db);
	return rows;
}

type Presence = {
	member: string;
	available?: boolean | undefined;
	capacity?: number | null | undefined;
	langs?: string[] | undefined;
};

/** What somebody says of themselves, or whoever arranges for all says of them; what is absent stays. */
export async function setPresence(tx: Tx, actor: Actor, { member, ...said }: Presence): Promise<void> {
	authorise(canChangePresence(actor, member), actor);
	const [known] = (await answeringMembers(tx)).includes(member) ? await colleagues(tx, [member]) : [];
	if (!known) throw problem('not_found', { detail: 'There is nobody like that on the team.' });
	const { available = known.available, capacity = known.capacity, langs = known.langs } = said;
	const away_since = available ? null : (known.away_since ?? now(tx));
	const row = { available, capacity, langs, away_since };
	await tx
		.insertInto('inbox_members')
		.values({ ...row, member_id: member })
		.onConflict((oc) => oc.column('member_id').doUpdateSet(row))
		.execute();
}
