import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { type StoredEvent, upcast } from '#core/events/define.ts';
import { lockCursor } from '#core/events/read.ts';
import { addChapters, addLoad, tellStories } from './roll-stories.ts';
import { TOLD } from './tell.ts';

const BATCH = 5_000;

/** Tells the stories that began on `since` (an instant, or `-infinity`) or later anew from the facts, as far as the roll had come. Those of before are left as they are. */
export async function retellStories(tx: Tx, since: string): Promise<void> {
	const cursor = await lockCursor(tx, tellStories.name);
	const names = TOLD.map(({ name }) => name);
	await sql`delete from stories where opened_at >= ${since}::timestamptz`.execute(tx);
	await sql`delete from quarterly_load where at >= ${since}::timestamptz`.execute(tx);
	await sql`create temporary table told_before on commit drop as select conversation_id from stories`.execute(tx);
	let from = { at: since, id: '00000000-0000-0000-0000-000000000000' };
	for (;;) {
		const { rows } = await sql<StoredEvent & { instant: string; told: boolean }>`
			select *, at::text as instant, exists (select from told_before b where b.conversation_id = e.subject_id) as told
			from events e where name = any(${names}) and (xid, id) <= (${cursor.xid}::xid8, ${cursor.id}::uuid)
			and (at, id) > (${from.at}::timestamptz, ${from.id}::uuid)
			order by at, id limit ${BATCH}`.execute(tx);
		const last = rows.at(-1);
		if (!last) return;
		await addLoad(tx, rows);
		await addChapters(tx, rows.filter(({ told }) => !told).map(inNewestShape));
		from = { at: last.instant, id: last.id };
	}
}

const KINDS = new Map(TOLD.map((kind) => [kind.name, kind]));

function inNewestShape(event: StoredEvent): StoredEvent {
	const kind = KINDS.get(event.name);
	return kind ? { ...event, v: kind.v, payload: upcast<Record<string, unknown>>(kind, event.v, event.payload) } : event;
}
