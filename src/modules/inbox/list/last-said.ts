import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import type { MessageRow } from '#modules/conversations/index.ts';

export type Last = { author: MessageRow['author']; kind: MessageRow['kind']; excerpt: string; at: Date };
/** What was said last, and the id of what the customer said last; also in what was merged into it. */
type Said = { last?: Last; heard?: string };

const LONGEST = 140;
/** Some of it may be white space. */
const READ = LONGEST * 3;

/** By conversation. */
export async function lastSaid(db: Db, ids: readonly string[]): Promise<Map<string, Said>> {
	const { rows } = await sql<{
		into_id: string;
		id: string;
		author: Last['author'];
		kind: Last['kind'];
		text: string;
		at: Date;
		heard: string | null;
	}>`
		with part as (
			select id as into_id, id from unnest(${ids}::uuid[]) as id
			union all
			select into_id, conversation_id from conversation_merges where into_id = any(${ids}::uuid[])
		)
		select p.into_id, l.*, (
			select m.id from messages m where m.conversation_id = p.id and m.author = 'customer' order by m.id desc limit 1
		) as heard
		from part p cross join lateral (
			select m.id, m.author, m.kind, left(m.text, ${READ}) as text, m.at from messages m
			where m.conversation_id = p.id and m.kind <> 'notice' and not m.superseded and m.withdrawn_at is null
			order by m.id desc limit 1
		) l order by l.id`.execute(db);
	const of = new Map<string, Said>();
	for (const { into_id, author, kind, text, at, heard } of rows) {
		const before = of.get(into_id)?.heard ?? '';
		const newest = heard !== null && heard > before ? heard : before;
		of.set(into_id, { last: { author, kind, excerpt: excerptOf(text), at }, ...(newest && { heard: newest }) });
	}
	return of;
}

function excerptOf(text: string): string {
	const characters = [...text.replaceAll(/\s+/g, ' ').trim()];
	return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
}
