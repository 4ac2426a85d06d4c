import { sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { quoted } from '#core/text/lexemes.ts';
import './tables.ts';

/** Two letters begin the names of thousands. */
const SHORTEST = 3;
const MOST = 50;

/** Whose name holds these words, the last of them perhaps only a beginning, or whose address begins so. Checked by the caller. */
export async function customersCalled(db: Db, typed: string): Promise<string[]> {
	const text = typed.trim().toLowerCase();
	const words = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
	if (words.length === 0 || (text.length < SHORTEST && /^[\p{Script=Latin}\p{N}\p{M}]+$/u.test(text))) return [];
	const query = words.map(quoted).join(' & ') + ':*';
	const { rows } = await sql<{ id: string }>`
		(select id from customers where to_tsvector('simple', name) @@ ${query}::tsquery and name is not null limit ${MOST})
		union
		(select customer_id from identities where value like ${beginning(text)} limit ${MOST})`.execute(db);
	return rows.map(({ id }) => id);
}

const beginning = (text: string) => `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
