import { sql } from 'kysely';
import { SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Settings } from '#core/settings.ts';
import { now, type Transact } from '#core/transaction.ts';
import { lockConversation, setAssignee } from '#modules/conversations/index.ts';
import { answeringMembers } from '#modules/staff/index.ts';
import { inboxAssignment } from '../settings.ts';
import type { Assignment } from '../tables.ts';
import { type Colleague, colleagues } from './presence.ts';

export type Desk = { db: Db; transact: Transact; settings: Settings };

const BATCH = 50;

/** Gives what nobody looks after to who has room for it, by the rule of its team or of the whole inbox; who waits longest comes first. */
export async function assignWaiting({ db, transact, settings }: Desk): Promise<void> {
	const rule = settings.get(inboxAssignment);
	const { rows } = await sql<{ id: string }>`
		select c.id from conversations c left join teams t on t.id = c.team_id
		where c.status = 'open' and c.holder = 'team' and c.snoozed_until is null and c.assignee_id is null and c.waiting_since is not null
			and coalesce(t.assignment, ${rule}) <> 'by_hand'
		order by c.waiting_since limit ${BATCH}`.execute(db);
	for (const { id } of rows) await transact((tx) => assignByRule(tx, id, rule));
}

/** One after the other in all processes: whoever chooses sees what was given before, so that nobody gets more than they can take. */
async function assignByRule(tx: Tx, id: string, usual: Assignment): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('inbox assignment', 0))`.execute(tx);
	const conversation = await lockConversation(tx, SYSTEM, id);
	const { assignee_id, holder, status, waiting_since, lang, team_id } = conversation;
	if (assignee_id || holder !== 'team' || status === 'closed' || !waiting_since) return;
	const team = team_id ? await teamOf(tx, team_id) : undefined;
	const rule = team?.assignment ?? usual;
	if (rule === 'by_hand') return;
	const answering = await answeringMembers(tx);
	const asked = team ? answering.filter((member) => team.members.has(member)) : answering;
	const chosen = choose(await colleagues(tx, asked), lang, rule);
	if (!chosen) return;
	await setAssignee(tx, SYSTEM, conversation, chosen.id, 'by_rule');
	const { available, capacity, langs } = chosen;
	await tx
		.insertInto('inbox_members')
		.values({ member_id: chosen.id, available, capacity, langs, away_since: null, given_at: now(tx) })
		.onConflict((oc) => oc.column('member_id').doUpdateSet({ given_at: now(tx) }))
		.execute();
}

async function teamOf(tx: Tx, id: string) {
	const rows = await tx
		.selectFrom('teams as t')
		.leftJoin('team_members as m', 'm.team_id', 't.id')
		.select(['t.assignment', 'm.member_id'])
		.where('t.id', '=', id)
		.execute();
	return { assignment: rows[0]?.assignment ?? null, members: new Set(rows.map(({ member_id }) => member_id)) };
}

/** Of those who are there and have room: who speaks the language, else anybody; then whoever has least, or was given something longest ago. */
function choose(people: readonly Colleague[], lang: string, rule: Assignment): Colleague | undefined {
	const free = people.filter(({ available, capacity, load }) => available && (capacity === null || load < capacity));
	const speaking = free.filter(({ langs }) => langs.length === 0 || langs.includes(lang));
	const load = (one: Colleague) => (rule === 'least_load' ? one.load : 0);
	const since = (one: Colleague) => one.given_at?.getTime() ?? 0;
	return (speaking.length > 0 ? speaking : free).toSorted((a, b) => load(a) - load(b) || since(a) - since(b))[0];
}
