import { sql } from 'kysely';
import { type Actor, actorStamp } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { translationWritten } from '../../events.ts';
import type { Source, Status } from '../../tables.ts';
import { dropSchedules } from './schedules.ts';

export type StatusState = { lang: string; status: Status; version: number; source: Source; content_hash: string };
export type StatusChange = StatusState & { id: string; article_id: string };

/**
 * Gives each translation (locked by the caller) a status: a version of its own with the text as it is, like every change of what customers read. What
 * was never written has no version and gets none.
 */
export async function writeStatuses(tx: Tx, actor: Actor, changes: readonly StatusChange[]): Promise<void> {
	if (changes.length === 0) return;
	await sql`
		update translations t set status = c.status, source = c.source, content_hash = c.content_hash, version = c.version,
			revision = t.revision + 1, updated_at = ${now(tx)},
			published_at = case when c.status = 'published' then coalesce(t.published_at, ${now(tx)}) else t.published_at end
		from json_populate_recordset(null::translations, ${JSON.stringify(changes)}) c where t.id = c.id`.execute(tx);
	// The text is what it was: what was read out of it still holds.
	await sql`
		update translation_facts f set revision = t.revision from translations t
		where t.id = f.translation_id and t.id = any(${changes.map(({ id }) => id)}::uuid[]) and f.revision = t.revision - 1`.execute(
		tx,
	);
	await dropSchedules(
		tx,
		actor,
		changes.filter(({ status }) => status === 'archived'),
	);
	const written = changes.filter(({ version }) => version > 0);
	await sql`
		insert into translation_versions (translation_id, version, status, slug, title, body, questions, source, actor, at)
		select id, version, status, slug, title, body, questions, source, ${JSON.stringify(actorStamp(actor))}, ${now(tx)}
		from translations where id = any(${written.map(({ id }) => id)}::uuid[])`.execute(tx);
	await recordAll(
		tx,
		translationWritten,
		written.map(({ id, lang, article_id, version, status, source }) => ({
			actor,
			subject: id,
			lang,
			payload: { article_id, version, status, source },
		})),
	);
}

/**
 * The hash of a text that got another status, without reading the text: an import compares it with its own, and must find the old one again when the
 * status comes back.
 */
export function hashAs(hash: string, from: Status, to: Status): string {
	const [, made, plain] = /^(\w+)>\w+:(.*)$/.exec(hash) ?? [undefined, from, hash];
	return made === to ? (plain ?? hash) : `${made}>${to}:${plain}`;
}
