import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import '../tables.ts';

/** This conversation and those merged into it: what is read as one. */
export async function partsOf(db: Db, id: string): Promise<string[]> {
	const rows = await db.selectFrom('conversation_merges').select('conversation_id').where('into_id', '=', id).execute();
	return [id, ...rows.map((row) => row.conversation_id)];
}

/** The conversation that speaks for this one: itself, or the one it was merged into. */
export async function standsFor(db: Db, id: string): Promise<string> {
	const row = await db
		.selectFrom('conversation_merges')
		.select('into_id')
		.where('conversation_id', '=', id)
		.executeTakeFirst();
	return row?.into_id ?? id;
}

/** Messages with their files and the name of whoever wrote them. */
export const messageRows = (db: Db) =>
	db
		.selectFrom('messages as m')
		.leftJoin('members', 'members.id', 'm.member_id')
		.select([
			'm.id',
			'm.conversation_id',
			'm.author',
			'm.kind',
			'm.text',
			'm.version',
			'm.member_id',
			'm.client_id',
			'm.parts',
			'm.edited_at',
			'm.withdrawn_at',
			'm.superseded',
			'm.at',
			'members.name as member_name',
		])
		.select(
			sql<
				Attached[] | null
			>`(select json_agg(json_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'bytes', f.bytes, 'variants', f.variants) order by f.id)
				from files f where f.owner_type = 'message' and f.owner_id = m.id)`.as('attachments'),
		);

export type Attached = {
	id: string;
	name: string;
	mime: string;
	bytes: number;
	variants: { width: number; height: number }[];
};

export type MessageRow = Awaited<ReturnType<ReturnType<typeof messageRows>['execute']>>[number];
