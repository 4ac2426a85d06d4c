import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadAudit } from './policy.ts';

type AuditFilter = {
	/** The member or key who did it. */
	actor_id?: string | undefined;
	/** The first part of the event's name: `member`, `translation`, `setting`… */
	about?: string | undefined;
	subject_id?: string | undefined;
	from?: Date | undefined;
	to?: Date | undefined;
	/** The id of the last event of the page before. */
	before?: string | undefined;
	limit: number;
};

/** What the team, its keys and the program did, newest first. What customers do is not listed: that is theirs. */
export async function listAudit(db: Db, actor: Actor, filter: AuditFilter) {
	authorise(canReadAudit(actor), actor);
	const { actor_id, about, subject_id, from, to, before, limit } = filter;
	return db
		.selectFrom('events')
		.select(['id', 'name', 'subject_type', 'subject_id', 'actor', 'at', 'payload'])
		.where(sql<boolean>`actor->>'kind' in ('staff', 'key', 'system')`)
		.$if(actor_id !== undefined, (query) => query.where(sql<boolean>`actor->>'id' = ${actor_id}`))
		.$if(about !== undefined, (query) => query.where('name', 'like', `${about}.%`))
		.$if(subject_id !== undefined, (query) => query.where('subject_id', '=', subject_id ?? ''))
		.$if(from !== undefined, (query) => query.where('at', '>=', from ?? new Date(0)))
		.$if(to !== undefined, (query) => query.where('at', '<', to ?? new Date()))
		.$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}
